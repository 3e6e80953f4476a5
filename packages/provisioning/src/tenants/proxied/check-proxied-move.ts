import type { Finding } from '@causeway/certificates';
import { addressOf, isSameProxy, type Listener } from '@causeway/contract';
import { type CertificateIndex, trustsOf } from '../ways.ts';

export interface ProxiedMove {
  readonly before: readonly Listener[];
  readonly coming: readonly Listener[];
  readonly certificates: CertificateIndex;
}

/**
 * What cannot be done where a proxy stands, or comes to stand, at an address that stays: nobody can rehearse a
 * certificate there, because the proxy shows one to all.
 */
export function checkProxiedMove({ before, coming, certificates }: ProxiedMove): Finding[] {
  return coming.flatMap((listener) => {
    const old = before.find((one) => addressOf(one) === addressOf(listener));
    if (old === undefined || old.certificateId === listener.certificateId) return [];
    if (!isSameProxy(old.proxy, listener.proxy)) return [bothChange(listener)];
    if (listener.proxy === undefined || isCovered(old, listener, certificates)) return [];
    return [anchorChanges(old, listener, certificates)];
  });
}

/** Whether every client that accepts the old certificate accepts the new one as it is. */
function isCovered(old: Listener, listener: Listener, certificates: CertificateIndex): boolean {
  const trusts = trustsOf(listener, certificates);
  return trustsOf(old, certificates).every((trust) => trusts.includes(trust));
}

function bothChange(listener: Listener): Finding {
  return {
    ...{ severity: 'error', code: 'PROXY_MOVE_CHANGES_CERTIFICATE' },
    seen: `${addressOf(listener)}: both the proxy and the certificate change`,
    expected: 'one after the other',
    remedy: 'Change the proxy first, with the certificate that is served today; then the certificate.',
  };
}

function anchorChanges(old: Listener, listener: Listener, certificates: CertificateIndex): Finding {
  return {
    ...{ severity: 'error', code: 'PROXY_ANCHOR_CHANGES' },
    seen: `${addressOf(listener)}: from anchor ${trustsOf(old, certificates).join(' + ')} to ${trustsOf(listener, certificates).join(' + ')}`,
    expected: 'a chain that leads to the anchor that clients have today, too',
    remedy:
      'No client can try a new anchor through a proxy first. Let it stand beside the old one at another port or hostname of the proxy, or take a cross-signed chain.',
  };
}
