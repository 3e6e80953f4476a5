/** What the caller should do about an error. The code says what happened; the kind says what to do next. */
export type ErrorKind = 'input' | 'access' | 'not-found' | 'conflict' | 'trust' | 'unavailable' | 'fault';

/** The form in which an error crosses a process boundary, under the key `error`. */
export interface ErrorDocument {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly seen?: string;
  readonly expected?: string;
  readonly hint?: string;
  readonly details?: unknown;
  /** Seconds after which another try makes sense; only with kind `unavailable`. */
  readonly retryAfterSeconds?: number;
}

/** Everything but the catalogue entry that may be said about one occurrence of an error. */
export interface Occurrence {
  /** What was met, quoted or measured. */
  readonly seen?: string | undefined;
  /** What would have been right. */
  readonly expected?: string | undefined;
  /** The remedy, where the occurrence knows a better one than the catalogue. */
  readonly hint?: string | undefined;
  /** Data for programs: findings, blocking clients. Must survive JSON. */
  readonly details?: unknown;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/** An error that a caller can act on: a kind, a stable code, what was seen, what was expected and the remedy. */
export class CausewayError extends Error {
  override readonly name = 'CausewayError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly seen: string | undefined;
  readonly expected: string | undefined;
  readonly hint: string | undefined;
  readonly details: unknown;
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ErrorKind, code: string, says: string, occurrence: Occurrence = {}) {
    super(says, occurrence.cause === undefined ? undefined : { cause: occurrence.cause });
    this.kind = kind;
    this.code = code;
    this.seen = occurrence.seen;
    this.expected = occurrence.expected;
    this.hint = occurrence.hint;
    this.details = occurrence.details;
    this.retryAfterSeconds = occurrence.retryAfterSeconds;
  }

  toDocument(): ErrorDocument {
    return {
      kind: this.kind,
      code: this.code,
      message: this.message,
      ...(this.seen !== undefined && { seen: this.seen }),
      ...(this.expected !== undefined && { expected: this.expected }),
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.details !== undefined && { details: this.details }),
      ...(this.retryAfterSeconds !== undefined && { retryAfterSeconds: this.retryAfterSeconds }),
    };
  }

  /** Rebuilds an error that another process sent. */
  static fromDocument(document: ErrorDocument): CausewayError {
    return new CausewayError(document.kind, document.code, document.message, document);
  }
}
