import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesHostname } from './matches-hostname.ts';

const MATCHES: readonly (readonly [string, string])[] = [
  ['a.acme.example', 'a.acme.example'],
  ['A.Acme.Example', 'a.acme.EXAMPLE'],
  ['*.acme.example', 'a.acme.example'],
  ['localhost', 'localhost'],
];
const DIFFERS: readonly (readonly [string, string])[] = [
  ['a.acme.example', 'b.acme.example'],
  ['*.acme.example', 'acme.example'],
  ['*.acme.example', 'a.b.acme.example'],
  ['*.acme.example', '.acme.example'],
  ['*.example', 'acme.example'],
  ['*.*.example', 'a.acme.example'],
  ['a*.acme.example', 'ab.acme.example'],
  ['a.*.example', 'a.acme.example'],
  ['a.acme.example.', 'a.acme.example'],
  ['*', 'localhost'],
  ['', 'a.acme.example'],
];

for (const [pattern, hostname] of MATCHES)
  test(`${pattern} covers ${hostname}`, () => assert.ok(matchesHostname(pattern, hostname)));
for (const [pattern, hostname] of DIFFERS)
  test(`${pattern} does not cover ${hostname}`, () => assert.ok(!matchesHostname(pattern, hostname)));
