import type { Finding } from './testssl.ts';

const HARMLESS = new Set(['OK', 'INFO', 'LOW']);

/** What no setting of the server changes: the very words of one finding, and why it is none of ours. */
export interface Explanation {
  readonly id: string;
  readonly finding: RegExp;
  readonly why: string;
}

export const ofTheScanner: Explanation = {
  id: 'engine_problem',
  finding: /^No engine or GOST support via engine with your /,
  why: 'about the openssl beside testssl.sh: it cannot offer the Russian ciphers, which the profile does not have',
};

export const ofHangingUpEarly: Explanation = {
  id: 'sessionresumption_ticket',
  finding: /^check failed because of connect problem$/,
  why: 'the openssl beside testssl.sh at times hangs up before the ticket of TLS 1.3 is there, and has none to try; that no session is taken up again is tested at the bindings',
};

export const ofAPrivateCa: Explanation = {
  id: 'cert_revocation',
  finding: /^Neither CRL nor OCSP URI provided$/,
  why: 'it stands in the certificate, and a private CA publishes neither; leaving an anchor is a change of its own',
};

export const ofAskingWithoutAName: Explanation = {
  id: 'secure_renego',
  finding: /^OpenSSL handshake didn't succeed$/,
  why: 'testssl.sh asks this without SNI, and a binding shows no certificate then; the suite asks with SNI itself',
};

/** Everything above LOW, and what testssl.sh could not find out, unless it is explained. */
export function alarmsOf(findings: readonly Finding[], explanations: readonly Explanation[]): Finding[] {
  const isExplained = ({ id, finding }: Finding) =>
    explanations.some((one) => one.id === id && one.finding.test(finding));
  return findings.filter((finding) => !HARMLESS.has(finding.severity) && !isExplained(finding));
}

/** What a scan that went all the way says well of each group of checks; less is no scan. */
const REACHED: readonly string[] = [
  ...['SSLv3', 'TLS1_2', 'TLS1_3', 'cipherlist_NULL', 'cipherlist_STRONG', 'PFS', 'cipher_order'],
  ...['cert_signatureAlgorithm', 'cert_trust', 'cert_chain_of_trust', 'X-Content-Type-Options'],
  ...['heartbleed', 'ROBOT', 'secure_client_renego', 'BREACH', 'SWEET32', 'LUCKY13', 'RC4'],
];

/** The checks that are missing, or not passed, of those that every scan must have passed. */
export function missedOf(findings: readonly Finding[]): string[] {
  const passed = new Set(findings.filter(({ severity }) => severity === 'OK').map(({ id }) => id));
  return REACHED.filter((id) => !passed.has(id));
}
