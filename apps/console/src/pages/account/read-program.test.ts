import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readProgram } from './read-program.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const programs = [
  ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome', 'Windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`,
    ...(['Edge', 'Windows'] as const),
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/142.0.0.0 Mobile Safari/537.36`, 'Chrome', 'Android'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    ...(['Safari', 'macOS'] as const),
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1',
    ...(['Safari', 'iOS'] as const),
  ],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/142.0.0.0 Safari/537.36`, 'Chrome', 'ChromeOS'],
  ['causeway/0.1.0', 'causeway/0.1.0', undefined],
  ['curl/8.14.1 and more', 'curl/8.14.1', undefined],
] as const;

test('a person reads which browser on which system, or what another program calls itself', () => {
  for (const [userAgent, name, system] of programs)
    assert.deepEqual(readProgram(userAgent), { name, ...(system && { system }) }, userAgent);
});
