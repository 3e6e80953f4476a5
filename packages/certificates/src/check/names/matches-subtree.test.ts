import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GeneralName } from '../../read/general-name.ts';
import { isSameForm, matchesSubtree, type SubtreeMatch } from './matches-subtree.ts';

const dns = (text: string): GeneralName => ({ kind: 'dns', text });
const email = (text: string): GeneralName => ({ kind: 'email', text });
const uri = (text: string): GeneralName => ({ kind: 'uri', text });
const directory = (...name: string[]): GeneralName => ({ kind: 'directory', name });
const address = (...bytes: number[]): GeneralName => ({ kind: 'address', bytes: Buffer.from(bytes) });

const ROWS: readonly (readonly [string, GeneralName, GeneralName, SubtreeMatch])[] = [
  ['the domain itself', dns('acme.example'), dns('acme.example'), 'within'],
  ['below the domain', dns('a.b.acme.example'), dns('acme.example'), 'within'],
  ['the end of a label', dns('bigacme.example'), dns('acme.example'), 'outside'],
  ['the domain itself, only below permitted', dns('acme.example'), dns('.acme.example'), 'outside'],
  ['below, only below permitted', dns('a.acme.example'), dns('.acme.example'), 'within'],
  ['everything', dns('a.acme.example'), dns(''), 'within'],
  ['a wildcard is a label', dns('*.acme.example'), dns('acme.example'), 'within'],
  ['in the network', address(10, 1, 2, 3), address(10, 0, 0, 0, 255, 0, 0, 0), 'within'],
  ['out of the network', address(11, 1, 2, 3), address(10, 0, 0, 0, 255, 0, 0, 0), 'outside'],
  ['base with bits under the mask', address(10, 1, 2, 3), address(10, 9, 9, 9, 255, 0, 0, 0), 'within'],
  ['of the other family', address(10, 1, 2, 3), address(...Buffer.alloc(32)), 'outside'],
  ['a network cut off', address(10, 1, 2, 3), address(10, 0, 0, 0, 255), 'unreadable'],
  ['an address cut off', address(10, 1), address(10, 0, 0, 0, 255, 0, 0, 0), 'unreadable'],
  ['below a directory', directory('o=acme', 'cn=a'), directory('o=acme'), 'within'],
  ['above a directory', directory('o=acme'), directory('o=acme', 'cn=a'), 'outside'],
  ['at the mail host', email('it@acme.example'), email('acme.example'), 'within'],
  ['at a host below it', email('it@a.acme.example'), email('acme.example'), 'outside'],
  ['at a host below a domain', email('it@a.acme.example'), email('.acme.example'), 'within'],
  ['the mailbox', email('it@acme.example'), email('it@acme.example'), 'within'],
  ['another mailbox', email('hr@acme.example'), email('it@acme.example'), 'outside'],
  ['not a mailbox', email('it'), email('acme.example'), 'unreadable'],
  ['the host of a URI', uri('https://a.acme.example:8443/x'), uri('a.acme.example'), 'within'],
  ['a host below a domain', uri('https://a.acme.example'), uri('.acme.example'), 'within'],
  ['another host', uri('https://b.acme.example/'), uri('a.acme.example'), 'outside'],
  ['a URI without a host', uri('urn:acme'), uri('.acme.example'), 'unreadable'],
  ['a form that nobody reads', { kind: 'other', tag: 0x88 }, { kind: 'other', tag: 0x88 }, 'unreadable'],
];
for (const [title, name, base, expected] of ROWS)
  test(`${title}: ${expected}`, () => assert.equal(matchesSubtree(name, base), expected));

test('forms are told apart, those that nobody reads by their tag', () => {
  assert.ok(isSameForm(dns('a'), dns('b')));
  assert.ok(!isSameForm(dns('a'), email('a')));
  assert.ok(isSameForm({ kind: 'other', tag: 0x88 }, { kind: 'other', tag: 0x88 }));
  assert.ok(!isSameForm({ kind: 'other', tag: 0xa0 }, { kind: 'other', tag: 0x88 }));
});
