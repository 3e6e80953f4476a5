import type { EndpointServerView } from '@causeway/contract/admin';
import { formatTable, formatTime } from './print.ts';

const HEADINGS = [
  'ENDPOINT SERVER',
  'STATE',
  'BINDING',
  'OFFERED',
  'APPLIED',
  'PROVEN',
  'LAST SEEN',
  'SPOOL',
  'WHY IT LAGS',
];

/** One line each: what was offered, applied and proven, and why one lags. */
export function listEndpointServers(views: readonly EndpointServerView[]): string {
  return formatTable(
    HEADINGS,
    views.map((view) => [
      view.name,
      stateOf(view),
      view.inForce.binding,
      String(view.offered),
      String(view.applied),
      provenBy(view),
      formatTime(view.lastSeenAt),
      view.spool === null ? '-' : String(view.spool.backlog),
      troubleOf(view) ?? '-',
    ]),
  );
}

export function describeEndpointServer(view: EndpointServerView): string {
  const { proposed, inForce, saved, spool } = view;
  const lines = [
    `endpoint server  ${view.name} (${view.id}), version ${view.version ?? 'unknown'}`,
    `state            ${stateOf(view)}, joined ${formatTime(view.joinedAt)}`,
    `upstream         ${view.upstream ?? 'none yet'}, last seen ${formatTime(view.lastSeenAt)}`,
  ];
  if (view.state === 'pending') lines.push(`proposes         ${describeSite(proposed)}`);
  else lines.push(`in force         ${describeSite(inForce)}, certificate ${inForce.certificate ?? 'none'}`);
  if (view.state !== 'pending' && JSON.stringify(saved) !== JSON.stringify(inForce))
    lines.push(`saved            ${describeSite(saved)}, certificate ${saved.certificate ?? 'none'}`);
  for (const { address, serves } of view.serving)
    lines.push(`listens at       ${address}${serves === 'rescue' ? ' (rescue path)' : ''}`);
  lines.push(`offer            ${view.offered}, applied ${view.applied}`);
  for (const { address, code, by } of view.proven?.proofs ?? [])
    lines.push(
      `proven           ${address}: ${code}, by ${by === 'itself' ? 'itself: the platform does not get through' : 'the platform'}`,
    );
  const trouble = troubleOf(view);
  if (trouble !== undefined) lines.push(`lags             ${trouble}`);
  if (view.local !== null)
    lines.push(
      `changed locally  ${describeSite(view.local.site)}: ${view.local.outcome}${view.local.why ? `, ${view.local.why}` : ''}`,
    );
  if (spool !== null)
    lines.push(
      `spool            ${spool.backlog} waiting, ${spool.bytes} of ${spool.maxBytes} bytes, last forwarded ${formatTime(spool.forwardedAt)}`,
    );
  return lines.join('\n');
}

function stateOf({ state, isAway, local }: EndpointServerView): string {
  const more = [isAway && 'away', local?.outcome === 'seen' && 'changed locally'].filter(Boolean);
  return [state, ...more].join(', ');
}

function provenBy({ proven }: EndpointServerView): string {
  if (proven === null) return '-';
  const failed = proven.proofs.find(({ code }) => code !== 'OK');
  if (failed !== undefined) return failed.code;
  return proven.proofs.some(({ by }) => by === 'itself') ? 'by itself' : 'yes';
}

function troubleOf({ lag, trouble }: EndpointServerView): string | undefined {
  if (trouble !== null) return `${trouble.code}: ${trouble.seen}`;
  if (lag !== null) return `${lag.code}: ${lag.seen}, since ${formatTime(lag.since)}`;
  return undefined;
}

function describeSite({
  binding,
  hostname,
  httpPort,
  httpsPort,
}: EndpointServerView['proposed'] | EndpointServerView['saved']): string {
  const ports = [binding !== 'https' && `HTTP ${httpPort}`, binding !== 'http' && `HTTPS ${httpsPort}`];
  return `${binding} at ${hostname}, ${ports.filter(Boolean).join(' and ')}`;
}
