/** How a notice is sent, over whichever channel. */
export interface SendOptions {
  readonly now: () => number;
  /** How long one try may take. */
  readonly limitMs: number;
  /** Aborted when the server stops: the try ends at once with the signal's reason. */
  readonly signal: AbortSignal;
}
