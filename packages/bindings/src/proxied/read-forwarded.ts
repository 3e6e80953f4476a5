import type { IncomingMessage } from 'node:http';
import type { Scheme } from '@causeway/contract';
import { bindingErrors } from '../errors.ts';
import { type HostAndPort, parseHost } from '../host-of.ts';
import { type ForwardedElement, parseForwarded } from './forwarded-field.ts';

/** What was dialed at the proxy, by its word. */
export interface Forwarded {
  readonly scheme: Scheme;
  /** Undefined when it does not say. */
  readonly port: number | undefined;
}

/** What one field says. */
type Claim = readonly [field: string, said: string];

const SHOWN_LENGTH = 100;

/**
 * Reads the fields of a request from a named proxy. Every field that is there has to agree with every other: a list, or
 * a second value, is what a client sent and the proxy passed on.
 * @throws PROXY_HEADERS_MISSING, PROXY_HEADERS_CONTRADICT
 */
export function readForwarded({ headersDistinct }: IncomingMessage, host: HostAndPort): Forwarded {
  const field = (name: string) => headersDistinct[name.toLowerCase()] ?? [];
  const protos = claimsOf('X-Forwarded-Proto', field);
  if (protos.length === 0) throw missing('X-Forwarded-Proto');
  const elements = field('Forwarded').flatMap(readElements);
  const scheme = agreed([...protos, ...claimsIn(elements, 'proto')]);
  if ((scheme !== 'http' && scheme !== 'https') || protos.length > 1) {
    const seen = protos.map(([, value]) => value).join(', ');
    throw contradict(`X-Forwarded-Proto: ${seen}`, 'http or https, once');
  }
  const named = [...claimsOf('X-Forwarded-Host', field), ...claimsIn(elements, 'host')];
  return { scheme, port: portOf(host, named, claimsOf('X-Forwarded-Port', field)) };
}

export function missing(expected: string): Error {
  return bindingErrors.error('PROXY_HEADERS_MISSING', { seen: `no ${expected}`, expected });
}

export function contradict(seen: string, expected: string): Error {
  return bindingErrors.error('PROXY_HEADERS_CONTRADICT', { seen: seen.slice(0, 2 * SHOWN_LENGTH), expected });
}

/** All hosts must be the one of the Host field; the port is whichever of them says it, and X-Forwarded-Port. */
function portOf(host: HostAndPort, named: readonly Claim[], ports: readonly Claim[]): number | undefined {
  const said: Claim[] = host.port === undefined ? [] : [['Host', String(host.port)]];
  for (const [field, value] of named) {
    const other = parseHost(value);
    if (other.hostname !== host.hostname)
      throw contradict(`${field}: ${value} under Host: ${host.hostname}`, `${host.hostname} in both`);
    if (other.port !== undefined) said.push([field, String(other.port)]);
  }
  const port = agreed([...said, ...ports]);
  if (port === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(port)) throw contradict(`port ${port}`, 'a TCP port, once');
  return Number(port);
}

/** What all of them say; undefined when there are none. */
function agreed(claims: readonly Claim[]): string | undefined {
  const [first, ...others] = claims.map(([, value]) => value.trim().toLowerCase());
  if (others.every((other) => other === first)) return first;
  const seen = claims.map(([field, value]) => `${field}: ${value.slice(0, SHOWN_LENGTH)}`).join('; ');
  throw contradict(seen, 'one value');
}

function claimsOf(name: string, field: (name: string) => readonly string[]): Claim[] {
  return field(name)
    .filter((value) => value.trim() !== '')
    .map((value) => [name, value]);
}

function claimsIn(elements: readonly ForwardedElement[], name: string): Claim[] {
  return elements.flatMap((element) => {
    const value = element.get(name);
    return value === undefined ? [] : [[`Forwarded ${name}`, value] as const];
  });
}

function readElements(value: string): ForwardedElement[] {
  const elements = parseForwarded(value);
  if (elements === undefined) throw contradict(`Forwarded: ${value}`, 'a field as RFC 7239 writes it');
  return elements;
}
