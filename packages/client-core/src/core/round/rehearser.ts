import type { ConfigFile } from '@causeway/config-file';
import { clientPaths, REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { readConfig, withTrust } from '../client-state.ts';
import { frequenciesOf } from '../frequencies.ts';
import { TransportFailure } from '../ports.ts';
import { type RehearsalRoad, rehearsedAt, withRehearsalsOf, withRehearsed } from '../rehearsed.ts';
import { rehearsalRoads, serversOf } from '../roads.ts';
import type { Dialer } from './dialer.ts';
import { isKeptProven } from './is-kept-proven.ts';
import { isDueAtOther, isDueAtOwn } from './is-way-due.ts';
import type { Notebook } from './notebook.ts';

/** Tries coming certificates before they take over: a handshake that asks for them, verified as strictly as any. */
export class Rehearser {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;

  constructor(dialer: Dialer, notebook: Notebook) {
    this.#dialer = dialer;
    this.#notebook = notebook;
  }

  /**
   * At its own endpoint server, and at those of the others where it keeps itself proven. Whatever comes of it leaves the
   * addresses as they are: it is about a certificate that is not served yet.
   */
  async rehearseWhatIsDue(): Promise<void> {
    const config = readConfig(this.#notebook.state.current);
    const roads = config === undefined ? [] : rehearsalRoads(config, this.#notebook.state);
    this.#notebook.note(withRehearsalsOf(this.#notebook.state, roads));
    if (config === undefined) return;
    for (const road of roads) if (this.#isDue(road, config)) await this.#rehearse(road);
  }

  #isDue(road: RehearsalRoad, config: ConfigFile): boolean {
    const { state, now } = this.#notebook;
    const rehearsed = rehearsedAt(state, road);
    const frequencies = frequenciesOf(config, state.group);
    const [own, ...others] = serversOf(config, state);
    if (road.server === own?.id) return isDueAtOwn(rehearsed, frequencies, now);
    const server = others.find(({ id }) => id === road.server);
    if (server === undefined || !isKeptProven(server, config, state, now)) return false;
    return isDueAtOther(rehearsed, frequencies, now, state.adoptedAt);
  }

  async #rehearse(road: RehearsalRoad): Promise<void> {
    try {
      await this.#dialer.rehearse(road, {
        ...{ method: 'POST', path: clientPaths.prove, body: '{}', alpn: REHEARSAL_ALPN },
        isAnswer: ({ status }) => status === 204,
      });
      this.#note(road, { provenAt: this.#notebook.now, failure: null });
      this.#notebook.note(withTrust(this.#notebook.state, road));
      this.#notebook.news.push(`rehearsed the coming certificate at ${road.address}`);
    } catch (error) {
      if (!(error instanceof TransportFailure)) throw error;
      const { code, message, certificateSha256 } = error;
      const failure = { code, message, certificateSha256, at: this.#notebook.now, isReported: false };
      this.#note(road, { ...rehearsedAt(this.#notebook.state, road), failure });
      this.#notebook.news.push(`${code} at the rehearsal at ${road.address}: ${message}`);
    }
  }

  #note(road: RehearsalRoad, outcome: Parameters<typeof withRehearsed>[2]): void {
    this.#notebook.note(withRehearsed(this.#notebook.state, road, outcome));
  }
}
