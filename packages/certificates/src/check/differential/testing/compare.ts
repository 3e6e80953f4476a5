import { arrangeFiles } from '../../arrange-files.ts';
import { checkCertificateFiles } from '../../check-certificate-files.ts';
import type { ChainCase } from './chain-case.ts';
import type { LiveServer, LiveVerdict } from './live-handshake.ts';
import { isSameReason } from './refusal-families.ts';

export interface Comparison {
  readonly name: string;
  readonly isUsable: boolean;
  /** Codes of the check's errors. */
  readonly codes: readonly string[];
  readonly live: LiveVerdict;
  readonly agrees: boolean;
  /** Whether the check names a reason of the kind that the handshake failed for; true where it did not fail. */
  readonly agreesWhy: boolean;
}

/** The check at the present time against a handshake now, with what the check takes for served and trusted. */
export async function compare(chain: ChainCase, server: LiveServer): Promise<Comparison> {
  const { file, keyPem: key, anchor, hostname, name } = chain;
  const files = { file, key, anchor, hostname, at: Date.now() };
  const { verdict, findings } = checkCertificateFiles(files);
  const live = await server.shake(...asArranged(chain));
  const isUsable = verdict === 'usable';
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return {
    name,
    isUsable,
    codes,
    live,
    agrees: isUsable === (live.kind === 'accepted'),
    agreesWhy: isSameReason(live, codes),
  };
}

function asArranged(chain: ChainCase): [string, ChainCase] {
  try {
    const { members, anchors } = arrangeFiles({ ...chain, key: chain.keyPem, at: 0 });
    const anchor = anchors?.map(({ pem }) => pem).join('');
    return [members.map(({ pem }) => pem).join(''), { ...chain, ...(anchor !== undefined && { anchor }) }];
  } catch {
    // What the check cannot read is dialed as it is.
    return [chain.file, chain];
  }
}
