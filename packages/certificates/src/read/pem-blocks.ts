import { certificateErrors } from '../errors.ts';

/** One textual block (RFC 7468, and RFC 1421 for the header lines of traditional keys). */
export interface PemBlock {
  readonly label: string;
  readonly body: string;
  /** With its first and last line. */
  readonly text: string;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** The longest in use is ENCRYPTED PRIVATE KEY. */
const MAX_LABEL = 40;

/** Every block of a text, in its order; what stands between them is not looked at. @throws CERTIFICATE_MALFORMED */
export function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = [];
  for (let at = text.indexOf(BEGIN); at !== -1; ) {
    const block = blockAt(text, at);
    blocks.push(block);
    at = text.indexOf(BEGIN, at + block.text.length);
  }
  return blocks;
}

/** Traditional keys carry header lines with dashes (`Proc-Type`), so only five of them end the body. */
function blockAt(text: string, at: number): PemBlock {
  const labelAt = at + BEGIN.length;
  const labelEnd = text.slice(labelAt, labelAt + MAX_LABEL + DASHES.length).indexOf(DASHES);
  const label = text.slice(labelAt, labelAt + Math.max(labelEnd, 0));
  const bodyAt = labelAt + labelEnd + DASHES.length;
  const bodyEnd = text.indexOf(DASHES, bodyAt);
  const last = `-----END ${label}-----`;
  if (labelEnd === -1 || bodyEnd === -1 || !text.startsWith(last, bodyEnd)) throw unfinished(label);
  return { label, body: text.slice(bodyAt, bodyEnd), text: `${text.slice(at, bodyEnd)}${last}` };
}

function unfinished(label: string): Error {
  return certificateErrors.error('CERTIFICATE_MALFORMED', {
    seen: `a block "${BEGIN}${label}" that does not end`,
    expected: 'every line "-----BEGIN …-----" with its "-----END …-----"',
  });
}
