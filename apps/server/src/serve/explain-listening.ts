import { serverErrors } from '../errors.ts';
import type { ListenPlace } from './listen-place.ts';

const WORDS: Readonly<Record<string, string>> = {
  EADDRNOTAVAIL: 'is no address of this machine',
  ENOTFOUND: 'is no name that this machine knows',
  EAI_AGAIN: 'is a name that no name server answers for',
};

/** Why provisioning cannot listen there, as far as the system says it (makes it; the caller throws). */
export function explainListening(cause: unknown, { host, port }: ListenPlace): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const seen = `${host}:${port}`;
  if (code === 'EADDRINUSE')
    return serverErrors.error('CONSOLE_PORT_TAKEN', {
      seen: `${seen} is in use`,
      expected: 'a free port',
      cause,
    });
  if (code === 'EACCES')
    return serverErrors.error('CONSOLE_PORT_PRIVILEGED', {
      seen: `${seen}: no permission`,
      expected: 'a port that this account may listen on',
      cause,
    });
  const reason = WORDS[code];
  if (reason === undefined) return cause;
  return serverErrors.error('LISTEN_INVALID', {
    seen: `${host} ${reason}`,
    expected: 'localhost, 0.0.0.0, or an address of this machine',
    cause,
  });
}
