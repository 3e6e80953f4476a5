/** A file that was dropped or chosen. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where an import has room for files; which one comes where does not matter to the server. */
const places = ['file', 'chainFile', 'keyFile'] as const;

export type GatheredFiles = { readonly [Place in (typeof places)[number]]?: string };

/** What the server reads of all files together at most. */
export const MOST_BYTES = 1_048_576;
const LOOKED_AT = 512;
/** Well below the number of arguments that a call may have. */
const AT_ONCE = 8192;

/**
 * The files as an import takes them, in base64: texts (PEM) as one, each binary file (PFX, PKCS#7, DER) in a place of its
 * own. Undefined when there are more of these than places.
 */
export function gatherFiles(files: readonly ChosenFile[]): GatheredFiles | undefined {
  const texts = files.filter(({ bytes }) => isText(bytes)).map(({ bytes }) => bytes);
  const binaries = files.filter(({ bytes }) => !isText(bytes)).map(({ bytes }) => bytes);
  const all = texts.length === 0 ? binaries : [joinLines(texts), ...binaries];
  if (all.length > places.length) return undefined;
  return Object.fromEntries(places.slice(0, all.length).map((place, index) => [place, base64Of(all[index])]));
}

/** A control character, which the two bytes before UTF-16 are not followed by for long either, makes a file binary. */
function isText(bytes: Uint8Array): boolean {
  return !bytes
    .subarray(0, LOOKED_AT)
    .some((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(byte));
}

function joinLines(texts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(texts.reduce((sum, { length }) => sum + length + 1, 0));
  let end = 0;
  for (const text of texts) {
    joined.set(text, end);
    end += text.length + 1;
    joined[end - 1] = 0x0a;
  }
  return joined;
}

function base64Of(bytes: Uint8Array = new Uint8Array()): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    binary += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(binary);
}

/** One more, in the place of one with the same name. */
export function addFiles(files: readonly ChosenFile[], more: readonly ChosenFile[]): ChosenFile[] {
  return [...new Map([...files, ...more].map((file) => [file.name, file])).values()];
}
