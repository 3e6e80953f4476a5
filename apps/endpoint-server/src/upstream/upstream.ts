import type { Client, ClientPorts, ClientState } from '@causeway/client-core';
import type { Wait } from '../bell.ts';
import type { Say } from '../events/endpoint-event.ts';
import { ClientRounds } from './client-rounds.ts';
import { Platform } from './platform.ts';
import { PlatformLink } from './platform-link.ts';
import { PlatformWatch } from './platform-watch.ts';

export interface UpstreamParts {
  readonly client: Client;
  readonly ports: ClientPorts;
  readonly clientState: ClientState;
  readonly say: Say;
  readonly wait: Wait;
  readonly signal: AbortSignal;
  /** Told after every round of the client. */
  readonly onState: (state: ClientState) => Promise<void>;
}

/** The way to the platform: found by the rounds of a client, used by what is asked. */
export interface Upstream {
  readonly rounds: ClientRounds;
  readonly link: PlatformLink;
  readonly platform: Platform;
  readonly watch: PlatformWatch;
}

export function openUpstream(parts: UpstreamParts): Upstream {
  const { client, ports, clientState: state, say, wait, signal, onState } = parts;
  const rounds = new ClientRounds({ client, state, wait, say, signal, onState });
  const link = new PlatformLink({ ports, state: () => rounds.state, renew: () => rounds.runNow() });
  const platform = new Platform({ link, rounds, ports, signal });
  return { rounds, link, platform, watch: new PlatformWatch(say, ports.now) };
}
