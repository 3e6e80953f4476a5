import type { CausewayError } from '@causeway/errors';
import { acmeErrors } from '../errors.ts';
import type { Problem } from './messages.ts';

type AcmeCode = Extract<keyof typeof acmeErrors.catalogue, string>;

const PREFIX = 'urn:ietf:params:acme:error:';

/** What each error type of RFC 8555 section 6.7 means here; what is absent is a refusal like any other. */
const codes: Readonly<Record<string, AcmeCode>> = {
  accountDoesNotExist: 'ACME_ACCOUNT_REFUSED',
  badNonce: 'ACME_BUSY',
  caa: 'ACME_CAA_FORBIDS',
  connection: 'ACME_VALIDATION_FAILED',
  dns: 'ACME_VALIDATION_FAILED',
  externalAccountRequired: 'ACME_EXTERNAL_ACCOUNT_REQUIRED',
  incorrectResponse: 'ACME_VALIDATION_FAILED',
  orderNotReady: 'ACME_BUSY',
  rateLimited: 'ACME_RATE_LIMITED',
  rejectedIdentifier: 'ACME_NAME_REFUSED',
  serverInternal: 'ACME_BUSY',
  tls: 'ACME_VALIDATION_FAILED',
  unauthorized: 'ACME_ACCOUNT_REFUSED',
  unsupportedIdentifier: 'ACME_NAME_REFUSED',
  userActionRequired: 'ACME_ACTION_REQUIRED',
};

/** `badNonce` of `urn:ietf:params:acme:error:badNonce`; empty for what is not of ACME. */
export function problemType({ type = '' }: Problem): string {
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length) : '';
}

export interface Answered {
  readonly url: string;
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** A problem document that answered a request, as an error with the CA's words. */
export function errorOfProblem(
  problem: Problem,
  { url, status, retryAfterSeconds }: Answered,
): CausewayError {
  const type = problemType(problem);
  const code =
    codes[type] ??
    (status >= 500 ? 'ACME_BUSY' : status === 429 ? 'ACME_RATE_LIMITED' : 'ACME_REQUEST_REFUSED');
  return acmeErrors.error(code, {
    seen: `${url}: ${status}, ${wordsOf(problem)}`,
    details: { type: problem.type, status, detail: problem.detail },
    retryAfterSeconds,
  });
}

/** What a CA says about a challenge or an order that came to nothing. */
export function errorOfValidation(
  problem: Problem | undefined,
  hostname: string,
  remedy?: string,
): CausewayError {
  const type = problemType(problem ?? {});
  const code =
    type === 'caa' || type === 'rateLimited' || type === 'rejectedIdentifier' ? codes[type] : undefined;
  return acmeErrors.error(code ?? 'ACME_VALIDATION_FAILED', {
    seen: `${hostname}: ${problem === undefined ? 'the CA does not say why' : wordsOf(problem)}`,
    expected: `an answer to the challenge at ${hostname}`,
    ...(code === undefined && { hint: remedy }),
    details: { type: problem?.type, detail: problem?.detail },
  });
}

function wordsOf({ type = 'no type', detail = 'no details', instance, subproblems = [] }: Problem): string {
  const parts = subproblems.map(
    (part) => `${part.identifier?.value ?? '?'}: ${part.detail ?? part.type ?? '?'}`,
  );
  return [`${type}: ${detail}`, ...(instance === undefined ? [] : [instance]), ...parts].join('; ');
}
