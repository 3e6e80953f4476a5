/** What was typed, one a line or with blanks or commas between. */
export function readLines(text: string): string[] {
  return text.split(/[\s,]+/).filter((line) => line !== '');
}
