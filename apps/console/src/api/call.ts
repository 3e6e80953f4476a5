import * as texts from '../texts/index.ts';

/** What the server says of a refusal: `docs/errors.md` has every code. */
export interface Refusal {
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly seen?: string;
  readonly expected?: string;
  readonly hint?: string;
  readonly details?: unknown;
  readonly retryAfterSeconds?: number;
}

export class RefusedError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A server that is there answers at once; a change is started, not waited for. */
const LIMIT_MS = 60_000;

/** Calls the API of this site; `path` begins behind `/api/v1`. @throws RefusedError */
export async function call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const answer = await send(method, path, body);
  const text = await answer.text();
  const content: unknown = text === '' ? null : parse(text);
  // What the route answers is its contract, which the server holds itself to.
  if (answer.ok) return content as Answer;
  throw new RefusedError(refusalOf(content, answer.status));
}

async function send(method: Method, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw new RefusedError(notReached);
  }
}

export const notReached: Refusal = {
  kind: 'unavailable',
  code: 'SERVER_NOT_REACHED',
  message: texts.notReached.message,
  hint: texts.notReached.hint,
};

function refusalOf(content: unknown, status: number): Refusal {
  if (typeof content === 'object' && content !== null && 'error' in content) return content.error as Refusal;
  return { ...notReached, message: texts.notReached.status(status) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
