import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { implicit, objectIdentifier, sequence, set, utf8String } from '../../der/write-der.ts';
import { parsed } from '../testing/parsed.ts';
import { constrainedNames, formatGeneralName } from './constrained-names.ts';

const ca = createTestCa();
const formatted = (...given: Parameters<typeof constrainedNames>) =>
  constrainedNames(...given).map((name) => `${name.kind} ${formatGeneralName(name)}`);

test('the subject and every alternative name', () => {
  const names = ['a.acme.example', '192.0.2.1', implicit(6, Buffer.from('https://acme.example'))];
  const leaf = parsed(ca.issue({ subject: 'A', hostnames: names }));
  assert.deepEqual(formatted(leaf, 'leaf'), [
    'directory 2.5.4.3=a',
    'dns a.acme.example',
    'address address c0000201',
    'uri https://acme.example',
  ]);
});

test('the mail address of a subject', () => {
  const subject = sequence(
    set(sequence(objectIdentifier('1.2.840.113549.1.9.1'), utf8String('IT@acme.example'))),
  );
  const leaf = parsed(ca.issue({ subject, hostnames: ['a.acme.example'] }));
  assert.ok(formatted(leaf, 'leaf').includes('email it@acme.example'));
});

test('commonName of a leaf without DNS names, where it looks like one', () => {
  const named = parsed(ca.issue({ subject: 'a.acme.example' }));
  const spoken = parsed(ca.issue({ subject: 'The server' }));
  assert.ok(formatted(named, 'leaf').includes('dns a.acme.example'));
  assert.ok(!formatted(named, 'issuer').includes('dns a.acme.example'));
  assert.deepEqual(formatted(spoken, 'leaf'), ['directory 2.5.4.3=the server']);
});

test('an empty subject is no name', () => {
  assert.deepEqual(formatted(parsed(ca.issue({ subject: '', hostnames: ['a.b'] })), 'leaf'), ['dns a.b']);
});
