/** A strict reader of RFC 4180: every line ends with CRLF, quotes stand around whole fields alone. @throws on anything else */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, end] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    fields.push(field);
    if (text[end] === ',') {
      at = end + 1;
      continue;
    }
    if (text.slice(end, end + 2) !== '\r\n')
      throw new Error(`neither , nor CRLF at ${end}: ${text.slice(end, end + 20)}`);
    records.push(fields);
    fields = [];
    at = end + 2;
  }
  if (fields.length > 0) throw new Error('the last line has no end');
  return records;
}

function quoted(text: string, start: number): [string, number] {
  const match = /((?:[^"]|"")*)"/y;
  match.lastIndex = start;
  const found = match.exec(text);
  if (found === null) throw new Error(`quotes without an end at ${start}`);
  return [(found[1] ?? '').replaceAll('""', '"'), match.lastIndex];
}

function plain(text: string, start: number): [string, number] {
  const match = /[^",\r\n]*/y;
  match.lastIndex = start;
  const found = match.exec(text);
  return [found?.[0] ?? '', match.lastIndex];
}
