import { clientPaths, PollAnswer, type PollRequest } from '@causeway/contract/client-messages';
import { Check } from 'typebox/value';
import { type EndsToTell, endsToTell } from '../actions.ts';
import { readConfig } from '../client-state.ts';
import type { TransportAnswer } from '../ports.ts';
import type { Road } from '../road.ts';
import { pollingRoads } from '../roads.ts';
import type { Dialer } from './dialer.ts';
import { type FailuresToReport, failuresToReport } from './failure-reports.ts';
import type { Notebook } from './notebook.ts';

export interface Polled {
  readonly road: Road;
  /** Whether there is a newer revision than the one fetched. */
  readonly isNewer: boolean;
  /** What it is asked to do, as it came. */
  readonly actions: readonly unknown[];
}

/** Polls, and tells what failed before, and which actions came to an end. */
export class Poller {
  readonly #dialer: Dialer;
  readonly #notebook: Notebook;
  readonly #version: string;

  constructor(dialer: Dialer, notebook: Notebook, version: string) {
    this.#dialer = dialer;
    this.#notebook = notebook;
    this.#version = version;
  }

  /** At the first address that takes it; undefined when none does. @throws LeftAlone */
  async pollAnywhere(): Promise<Polled | undefined> {
    for (const road of pollingRoads(this.#notebook.state)) {
      const polled = await this.poll(road);
      if (polled !== undefined) return polled;
    }
    return undefined;
  }

  /** Undefined when it does not get through. @throws LeftAlone */
  async poll(road: Road): Promise<Polled | undefined> {
    const told = failuresToReport(this.#notebook.state, road.address, this.#notebook.now);
    const ends = endsToTell(this.#notebook.state);
    const message = this.#compose(told, ends);
    const answer = await this.#dialer.send(road, {
      ...{ method: 'POST', path: clientPaths.poll, body: JSON.stringify(message) },
      isAnswer: (given) => given.status === 204 || readAnswer(given) !== undefined,
    });
    if (answer === undefined) return undefined;
    this.#notebook.note(ends.whenTold(told.whenTold(this.#notebook.state), this.#notebook.now));
    const { revision = 0, actions = [] } = readAnswer(answer) ?? {};
    return { road, isNewer: revision > message.fetchedRevision, actions };
  }

  #compose({ failures }: FailuresToReport, { done }: EndsToTell): PollRequest {
    const { clockOffsetSeconds, current, candidate, revision } = this.#notebook.state;
    return {
      fetchedRevision: current === null && candidate === null ? 0 : revision,
      appliedRevision: readConfig(current)?.revision ?? 0,
      version: this.#version,
      ...(clockOffsetSeconds !== 0 && { clockOffsetSeconds }),
      ...(failures.length > 0 && { failures: [...failures] }),
      ...(done.length > 0 && { done: [...done] }),
    };
  }
}

function readAnswer({ status, body }: TransportAnswer): PollAnswer | undefined {
  if (status !== 200) return undefined;
  try {
    const said: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return Check(PollAnswer, said) ? said : undefined;
  } catch {
    return undefined;
  }
}
