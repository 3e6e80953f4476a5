import { visible } from '@causeway/errors';
import type { EndpointEvent, Say } from '../events/endpoint-event.ts';
import { formatEvent } from '../events/format-event.ts';
import { formatTime } from './print.ts';
import type { Surroundings } from './surroundings.ts';

/** Prints each event as it happens: a line for a person, or one JSON document. */
export function eventPrinter({ stdout, now }: Pick<Surroundings, 'stdout' | 'now'>, isJson: boolean): Say {
  return (event) => {
    const at = formatTime(now());
    stdout.write(`${visible(isJson ? jsonOf(at, event) : `${at} ${formatEvent(event)}`)}\n`);
  };
}

function jsonOf(at: string, { kind, ...facts }: EndpointEvent): string {
  return JSON.stringify({ at, event: kind, ...facts });
}
