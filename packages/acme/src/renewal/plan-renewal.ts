import type { RenewalPlan } from '../acme-store.ts';
import type { RenewalInfo } from '../protocol/messages.ts';

export interface RenewalInput {
  /** What the CA says; undefined when it says nothing, or nothing readable. */
  readonly info: RenewalInfo | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly certificate: { readonly notBefore: number; readonly notAfter: number };
  readonly before: RenewalPlan | null;
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: number;
}

/** Without a word of the CA: after two thirds of the life, as is the custom. */
const LIFE_BEFORE_RENEWAL = 2 / 3;
/** RFC 9773 section 4.3.2 where the CA does not say when to ask again, and the bounds that it sets. */
const ASK_AGAIN_SECONDS = 21_600;
const ASK_LEAST_SECONDS = 60;
const ASK_MOST_SECONDS = 86_400;

/** A random moment of the window that the CA suggests (RFC 9773 section 4.2), kept for as long as the window stays. */
export function planRenewal(input: RenewalInput): RenewalPlan {
  const { info, retryAfterSeconds = ASK_AGAIN_SECONDS, certificate, before, now, random } = input;
  const askSeconds = Math.min(ASK_MOST_SECONDS, Math.max(ASK_LEAST_SECONDS, retryAfterSeconds));
  const askAgainAt = now + 1000 * askSeconds;
  const window = readWindow(info);
  if (window === null) {
    const { notBefore, notAfter } = certificate;
    // A CA that is silent for a moment has not taken back what it suggested.
    if (before !== null && before.window !== null) return { ...before, askAgainAt };
    const renewAt = Math.round(notBefore + (notAfter - notBefore) * LIFE_BEFORE_RENEWAL);
    return { renewAt, askAgainAt, window, explanationUrl: null };
  }
  const isSame = before?.window?.start === window.start && before.window.end === window.end;
  const renewAt =
    isSame && before !== null
      ? before.renewAt
      : Math.round(window.start + (window.end - window.start) * random);
  return { renewAt, askAgainAt, window, explanationUrl: info?.explanationURL ?? null };
}

function readWindow(info: RenewalInfo | undefined): RenewalPlan['window'] {
  if (info === undefined) return null;
  const start = Date.parse(info.suggestedWindow.start);
  const end = Date.parse(info.suggestedWindow.end);
  return end > start ? { start, end } : null;
}
