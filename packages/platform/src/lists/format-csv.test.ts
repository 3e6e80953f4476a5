import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changes, computers } from '../entities.ts';
import { parseCsv } from '../testing/parse-csv.ts';
import { someChange, someComputer } from '../testing/some-computers.ts';
import { csvHeader, csvRow } from './format-csv.ts';

test('a spreadsheet runs nothing of it, and nothing stands for null', () => {
  const [row = []] = parseCsv(csvRow({ ...someComputer({ name: '=cmd|calc' }), domain: '-1' }, computers));
  assert.deepEqual(row.slice(0, 5), ['1', "'=cmd|calc", someComputer().clientId, "'-1", 'linux']);
  const [, archivedAt] = row.slice(-2);
  assert.equal(archivedAt, '');
});

test('times are as RFC 3339 writes them, what no calendar has is left out, JSON is JSON', () => {
  const header = parseCsv(csvHeader(changes))[0] ?? [];
  const cell = (given: Parameters<typeof someChange>[0], name: string) =>
    parseCsv(csvRow({ ...someChange(given) }, changes))[0]?.[header.indexOf(name)];
  assert.equal(cell({ at: 0 }, 'at'), '1970-01-01T00:00:00.000Z');
  assert.equal(cell({ at: Number.MAX_SAFE_INTEGER }, 'at'), '');
  assert.equal(cell({ before: { name: '"=a",\n' } }, 'before'), '{"name":"\\"=a\\",\\n"}');
  assert.equal(cell({ after: '=1' }, 'after'), '"=1"');
  assert.equal(cell({ after: null }, 'after'), '');
});

test('whatever is in a cell, a strict reader finds it there again', () => {
  const piece = fc.oneof(
    fc.constantFrom('"', ',', '\r\n', '\n', '\r', '=', '+', '-', '@', '＝', '＠', '\t', ' '),
    fc.string({ unit: 'binary', maxLength: 5 }),
  );
  const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 4 }), (pairs) => {
      const rows = pairs.map(([name, model]) => someComputer({ name, model }));
      const written = csvHeader(computers) + rows.map((row) => csvRow({ ...row }, computers)).join('');
      const [header = [], ...read] = parseCsv(written);
      assert.deepEqual(header, Object.keys(computers.columns));
      const found = read.map((cells) => [cells[header.indexOf('name')], cells[header.indexOf('model')]]);
      assert.deepEqual(
        found,
        pairs.map((pair) => pair.map(neutral)),
      );
      assert.ok(read.every((cells) => cells.length === header.length));
    }),
    { numRuns: 100 },
  );
});

function neutral(text: string): string {
  return '=+-@＝＋－＠\t\r\n'.includes(text[0] ?? ' ') ? `'${text}` : text;
}
