import * as texts from '../texts/index.ts';

const dateAndTime = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium', timeStyle: 'short' });
const dateOnly = new Intl.DateTimeFormat(texts.locale, { dateStyle: 'medium' });
const monthAndYear = new Intl.DateTimeFormat(texts.locale, { month: 'long', year: 'numeric' });
const number = new Intl.NumberFormat(texts.locale);

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const formatTime = (ms: number): string => dateAndTime.format(ms);
export const formatDate = (ms: number): string => dateOnly.format(ms);
export const formatMonth = (ms: number): string => monthAndYear.format(ms);
export const formatNumber = (value: number): string => number.format(value);

/** In the largest unit that says something: `80 ms`, `42 s`, `7 min`, `3 h`, `12 d`. */
export function formatDuration(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${(ms / SECOND_MS).toFixed(ms < 10 * SECOND_MS ? 1 : 0)} s`;
  if (ms < HOUR_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  if (ms < 2 * DAY_MS) return `${Math.round(ms / HOUR_MS)} h`;
  return `${Math.round(ms / DAY_MS)} d`;
}

/** `never`, `just now`, or how long ago it was. */
export function formatAgo(ms: number | null, now: number): string {
  if (ms === null) return texts.time.never;
  return now - ms < SECOND_MS ? texts.time.justNow : texts.time.ago(formatDuration(now - ms));
}
