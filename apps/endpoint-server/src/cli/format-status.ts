import { visible } from '@causeway/errors';
import type { EndpointStatus } from '../control/control-messages.ts';
import type { Trouble } from '../trouble.ts';

/** What a tired admin looks for first comes first. */
export function formatStatus(status: EndpointStatus): string {
  const { name, id, tenant, state, serving, platform, spool, version, revision, local } = status;
  const lines = [
    `name       ${name} (${id}), version ${version}`,
    `tenant     ${tenant.name || tenant.id}`,
    `state      ${state}${state === 'pending' ? `: causeway endpoint-server authorize ${tenant.name || 'TENANT'} ${name}` : ''}`,
    `serving    ${serving.what}`,
    ...serving.addresses.map(formatAddressLine),
    `offer      ${status.offered} offered, ${status.applied} applied${formatTrouble(status.trouble)}`,
    ...(local === null ? [] : [`local      change ${local.number} of ${local.appliedAt}: ${local.outcome}`]),
    `platform   ${formatPlatform(platform)}`,
    `config.ini revision ${revision}`,
    `spool      ${spool.entries} entries, ${spool.bytes} of ${spool.maxBytes} bytes${formatAge(spool.oldestSecondsAgo)}`,
    `forwarded  ${spool.forwardedAt ?? 'nothing since the start'}${formatTrouble(spool.trouble)}`,
  ];
  return visible(lines.join('\n'));
}

function formatAddressLine({
  address,
  serves,
  certificateSha256,
  proof,
}: EndpointStatus['serving']['addresses'][number]): string {
  const only = serves === 'rescue' ? ', config.ini only' : '';
  const certificate = certificateSha256 === null ? '' : `, certificate ${certificateSha256.slice(0, 16)}…`;
  return `address    ${address}${only}${certificate}: ${formatProof(proof)}`;
}

function formatProof(proof: Trouble | null): string {
  if (proof === null) return 'not proven yet';
  return proof.code === 'OK' ? 'proven from this machine' : `${proof.code}: ${proof.seen}`;
}

function formatPlatform({ address, isReached, since, trouble }: EndpointStatus['platform']): string {
  if (isReached) return `reached at ${address} since ${since}`;
  return `not reached since ${since}${formatTrouble(trouble)}`;
}

function formatTrouble(trouble: Trouble | null): string {
  return trouble === null ? '' : `; ${trouble.code}: ${trouble.seen}`;
}

function formatAge(seconds: number | null): string {
  return seconds === null ? '' : `, the oldest ${Math.round(seconds)} s old`;
}
