import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ForecastView } from '@causeway/contract/admin';
import { forecastWords } from './forecast-words.ts';

const base = { waiting: 0, silent: 0, silentMs: 3_600_000, byHand: 0 };
const kinds = ['done', 'too-early', 'by', 'stalled', 'not-by-themselves'] as const;

test('every outlook has a sentence of its own', () => {
  const sentences = kinds.map((kind) => forecastWords({ ...base, kind }));
  assert.equal(new Set(sentences.flat()).size, kinds.length);
});

test('whom it does not wait for is said beside it', () => {
  const forecast: ForecastView = { ...base, kind: 'not-by-themselves', silent: 1, byHand: 2 };
  const [, silent = '', byHand = ''] = forecastWords(forecast);
  assert.match(silent, /^One client has not been heard of for longer than 1 h/);
  assert.match(byHand, /^2 clients need somebody/);
});

test('a pace is said as exactly as it means something', () => {
  const by = (perHour: number) => forecastWords({ ...base, kind: 'by', waiting: 3, at: 0, perHour })[0] ?? '';
  assert.match(by(0.123), /0\.12 an hour/);
  assert.match(by(1234.5), /1,235 an hour/);
});
