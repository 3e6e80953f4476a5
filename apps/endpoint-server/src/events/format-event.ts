import type { EndpointEvent } from './endpoint-event.ts';

/** One line for a person. */
export function formatEvent(event: EndpointEvent): string {
  switch (event.kind) {
    case 'joined':
      return `joined tenant ${event.tenant} as ${event.name} (${event.id})`;
    case 'waiting':
      return `waiting to be authorized: causeway endpoint-server authorize ${event.tenantName} ${event.name}`;
    case 'authorized':
      return `authorized as endpoint server ${event.name} of ${event.tenantName}`;
    case 'retired':
      return `retired by ${event.tenantName}: nothing is served, what is kept is still forwarded`;
    case 'serving':
      return event.addresses.length === 0
        ? 'serving nothing'
        : `serving ${event.what}: ${event.addresses.join(', ')}`;
    case 'not-served':
      return `${event.what} cannot be served: ${event.code}: ${event.seen}; trying again`;
    case 'proven':
      return `proven: ${event.address} answers by its name`;
    case 'not-proven':
      return `not proven: ${event.address}: ${event.code}: ${event.seen}`;
    default:
      return formatUpstreamEvent(event);
  }
}

type UpstreamEvent = Exclude<
  EndpointEvent,
  {
    readonly kind:
      | 'joined'
      | 'waiting'
      | 'authorized'
      | 'retired'
      | 'serving'
      | 'not-served'
      | 'proven'
      | 'not-proven';
  }
>;

function formatUpstreamEvent(event: UpstreamEvent): string {
  switch (event.kind) {
    case 'platform-away':
      return `the platform is away: ${event.code}: ${event.seen}; clients are served on, what they send is kept here`;
    case 'platform-back':
      return `the platform is back at ${event.address} after ${Math.round(event.awayMs / 1000)} s`;
    case 'platform-refuses':
      return `the platform refuses: ${event.code}: ${event.seen}`;
    case 'revision':
      return `handing out config.ini revision ${event.revision}`;
    case 'news':
      return event.text;
    case 'local-tried':
      return `local change ${event.number} is tried out: it stays when somebody comes through within a minute`;
    case 'local-kept':
      return `local change ${event.number} stays: somebody came through`;
    case 'local-reverted':
      return `local change ${event.number} was taken back: ${event.why}`;
    case 'forwarding-stuck':
      return `forwarding is stuck: ${event.code}: ${event.seen}`;
    case 'forwarding-again':
      return 'forwarding again';
    case 'fault':
      return `${event.what}: ${event.seen}`;
    case 'metrics':
      return `figures at ${event.url}`;
    case 'stopping':
      return 'stopping: requests in flight may finish';
  }
}
