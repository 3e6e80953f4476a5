import { configErrors } from './errors.ts';

/** A section of the file with its keys in their order. */
export interface Section {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  /** Where its line `[Name]` begins. */
  readonly offset: number;
  /** Number of that line, from 1. */
  readonly line: number;
}

const SECTION = /^\[([A-Za-z0-9][A-Za-z0-9.-]{0,99})\]$/;
/** Nothing that any INI reader takes for a comment, a quote, an escape or an interpolation. */
const PAIR = /^([A-Za-z][A-Za-z0-9.]{0,63})=([^\p{C}\s;#"'\\%](?:[^\p{C};#"'\\%]*[^\p{C}\s;#"'\\%])?)$/u;
const COMMENT = /^;[^\p{C}]*$/u;

/** The grammar alone: comment lines, sections, pairs. @throws CONFIG_MALFORMED, CONFIG_DUPLICATE_KEY */
export function parseSections(text: string): Map<string, Section> {
  const sections = new Map<string, Section>();
  const seen = new Set<string>();
  let values: Map<string, string> | undefined;
  let section = '';
  for (const { content, offset, line } of linesOf(text)) {
    if (content === '' || COMMENT.test(content)) continue;
    const [, name] = SECTION.exec(content) ?? [];
    if (name !== undefined) {
      refuseSecond(seen, `[${name}]`, line);
      section = name;
      values = new Map();
      sections.set(name, { name, values, offset, line });
      continue;
    }
    const [, key, value] = PAIR.exec(content) ?? [];
    if (values === undefined || key === undefined || value === undefined) throw malformed(content, line);
    refuseSecond(seen, `[${section}] ${key}`, line);
    values.set(key, value);
  }
  return sections;
}

interface Line {
  readonly content: string;
  readonly offset: number;
  readonly line: number;
}

/** Lines without their ends; all end alike, in LF or in CRLF, the last one too. */
function linesOf(text: string): Line[] {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const parts = text.split(ending);
  if (parts.pop() !== '') throw malformed('the last line without its end', parts.length);
  let offset = 0;
  return parts.map((content, index) => {
    const line = { content, offset, line: index + 1 };
    if (/[\r\n]/.test(content)) throw malformed('line ends of both kinds', line.line);
    offset += content.length + ending.length;
    return line;
  });
}

/** Readers differ in whether they look at case, so case must not be what tells two keys apart. */
function refuseSecond(seen: Set<string>, place: string, line: number): void {
  const key = place.toLowerCase();
  if (seen.has(key))
    throw configErrors.error('CONFIG_DUPLICATE_KEY', {
      seen: `${place} again in line ${line}`,
      expected: 'once',
    });
  seen.add(key);
}

function malformed(seen: string, line: number): Error {
  return configErrors.error('CONFIG_MALFORMED', {
    seen: `line ${line}: ${JSON.stringify(seen.slice(0, 80))}`,
    expected: '[Section], Key=Value, a comment after ";" or an empty line',
  });
}
