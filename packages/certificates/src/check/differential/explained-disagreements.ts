/** Chains that Node's TLS stack accepts and the check refuses, knowingly. There are none the other way round. */
export interface ExplainedDisagreement {
  /** As docs/certificate-check.md heads it. */
  readonly title: string;
  /** The finding that refuses. */
  readonly code: string;
  readonly because: string;
  /** Names of the cases; each of them has to disagree, and no other one may. */
  readonly cases: readonly string[];
}

const inEachPlace = (name: string, ...places: readonly string[]) =>
  places.map((place) => `${place}: ${name}`);
const EVERYWHERE = ['leaf', 'intermediate', 'root', 'self-signed'];

export const explainedDisagreements: readonly ExplainedDisagreement[] = [
  {
    title: 'A name in commonName alone',
    code: 'CERTIFICATE_NAME_MISSING',
    because:
      'Node falls back to commonName where subjectAltName has no DNS name. RFC 9525 forbids it; browsers and Go refuse.',
    cases: [
      'name: commonName only',
      'name: commonName wildcard only',
      'name: commonName beside an IP address',
      'name: commonName beside a URI',
      'name: commonName beside an email address',
      'leaf: a certificate of version 1',
    ],
  },
  {
    title: 'A wildcard that is a part of a label',
    code: 'CERTIFICATE_NAME_MISMATCH',
    because:
      'Node matches `inv*.acme.example`. RFC 9525 section 6.3 wants the whole label, and so do browsers and Go.',
    cases: ['name: wildcard with a beginning', 'name: wildcard with an end', 'name: wildcard with both'],
  },
  {
    title: 'A dot at the end of a name',
    code: 'CERTIFICATE_NAME_MISMATCH',
    because:
      'Node takes it off on both sides. Addresses of Causeway have none, and a certificate must have none (RFC 5280 section 4.2.1.6).',
    cases: ['name: dot at the end of the certificate’s', 'name: dot at the end of the dialed'],
  },
  {
    title: 'Key usage without digitalSignature',
    code: 'CERTIFICATE_KEY_USAGE_WRONG',
    because:
      'OpenSSL is content with keyEncipherment or keyAgreement, though every cipher of the TLS profile signs. Chromium and Firefox refuse.',
    cases: [
      ...inEachPlace('key usage keyEncipherment', 'leaf', 'self-signed'),
      ...inEachPlace('key usage keyAgreement', 'leaf', 'self-signed'),
    ],
  },
  {
    title: 'The purpose server gated crypto',
    code: 'CERTIFICATE_PURPOSE_WRONG',
    because: 'OpenSSL takes this purpose of the 1990s for serverAuth; browsers and Go do not.',
    cases: inEachPlace('purpose server gated crypto', ...EVERYWHERE),
  },
  {
    title: 'The same extension twice',
    code: 'CERTIFICATE_MALFORMED',
    because:
      'OpenSSL 3.5 minds it only for extensions that it knows. RFC 5280 section 4.2 forbids it, and Go refuses every one.',
    cases: inEachPlace('an unknown extension twice', ...EVERYWHERE),
  },
  {
    title: 'Keys of CAs that browsers lack',
    code: 'CERTIFICATE_KEY_WEAK',
    because: 'OpenSSL verifies signatures by P-224 and Ed448; browsers do not.',
    cases: [
      'key of the intermediate: ecdsa-p224',
      'key of the root: ecdsa-p224',
      'key of the intermediate: ed448',
      'key of the root: ed448',
    ],
  },
  {
    title: 'Keys of servers that few clients know',
    code: 'CERTIFICATE_KEY_UNSUPPORTED',
    because: 'A server of Causeway does not load Ed448 keys, nor RSA keys that are for PSS alone.',
    cases: [
      'key of the leaf: ed448',
      'key of a self-signed leaf: ed448',
      'key of the leaf: rsa-pss-2048',
      'key of a self-signed leaf: rsa-pss-2048',
    ],
  },
];
