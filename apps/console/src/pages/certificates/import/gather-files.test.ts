import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addFiles, type ChosenFile, gatherFiles } from './gather-files.ts';

const fileOf = (name: string, content: string | readonly number[]): ChosenFile => ({
  name,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content),
});
const der = (name: string) => fileOf(name, [0x30, 0x82, 0x01, 0x0a, 0x02, 0x01]);
const textOf = (base64 = '') => Buffer.from(base64, 'base64').toString('latin1');

describe('Files of an import', () => {
  test('texts go as one, each on lines of its own', () => {
    const gathered = gatherFiles([
      fileOf('leaf.pem', 'LEAF'),
      fileOf('ca.pem', 'CA\n'),
      fileOf('key', 'KEY'),
    ]);
    assert.deepEqual(Object.keys(gathered ?? {}), ['file']);
    assert.equal(textOf(gathered?.file), 'LEAF\nCA\n\nKEY\n');
  });

  test('binary files have a place each, beside the texts', () => {
    const gathered = gatherFiles([der('leaf.der'), fileOf('ca.pem', 'CA'), der('key.der')]);
    assert.equal(textOf(gathered?.file), 'CA\n');
    assert.deepEqual([gathered?.chainFile, gathered?.keyFile], ['MIIBCgIB', 'MIIBCgIB']);
  });

  test('a file of a megabyte is whole', () => {
    const bytes = Uint8Array.from({ length: 1_048_576 }, (_, index) => index % 256);
    assert.equal(gatherFiles([{ name: 'large.pfx', bytes }])?.file, Buffer.from(bytes).toString('base64'));
  });

  test('UTF-16 is left to the server, which knows it', () => {
    const bytes = Uint8Array.from(Buffer.from('\ufeff-----BEGIN', 'utf16le'));
    const gathered = gatherFiles([{ name: 'windows.pem', bytes }, fileOf('ca.pem', 'CA')]);
    assert.deepEqual(
      [textOf(gathered?.file), gathered?.chainFile],
      ['CA\n', Buffer.from(bytes).toString('base64')],
    );
  });

  test('more binary files than places are not sent by halves', () => {
    const four = ['one', 'two', 'three', 'four'].map(der);
    assert.equal(gatherFiles(four), undefined);
    assert.equal(gatherFiles([fileOf('ca.pem', 'CA'), ...four.slice(1)]), undefined);
    assert.notEqual(gatherFiles(four.slice(1)), undefined);
  });

  test('a name that comes again takes the place of the first', () => {
    const [first, again] = [fileOf('leaf.pem', 'OLD'), fileOf('leaf.pem', 'NEW')];
    assert.deepEqual(addFiles([first, der('key')], [again]), [again, der('key')]);
  });
});
