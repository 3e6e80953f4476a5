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
  const lost = notReached(isLook(method, body));
  const answer = await send(method, path, body, lost);
  const text = await answer.text();
  const content: unknown = text === '' ? null : parse(text);
  // What the route answers is its contract, which the server holds itself to.
  if (answer.ok) return content as Answer;
  throw new RefusedError(refusalOf(content, answer.status, lost));
}

async function send(method: Method, path: string, body: unknown, lost: Refusal): Promise<Response> {
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
    throw new RefusedError(lost);
  }
}

/** Whether nothing is done by it, so that it can be asked again by itself. */
function isLook(method: Method, body: unknown): boolean {
  return method === 'GET' || (body as { dryRun?: unknown } | undefined)?.dryRun === true;
}

/** No answer, or none of this server. */
export function notReached(isAskedAgain: boolean): Refusal {
  const { message, hint, deedHint } = texts.notReached;
  const code = 'SERVER_NOT_REACHED';
  return { kind: 'unavailable', code, message, hint: isAskedAgain ? hint : deedHint };
}

function refusalOf(content: unknown, status: number, lost: Refusal): Refusal {
  if (typeof content === 'object' && content !== null && 'error' in content) return content.error as Refusal;
  return { ...lost, message: texts.notReached.status(status) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
