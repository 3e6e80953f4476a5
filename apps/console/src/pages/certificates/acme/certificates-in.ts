import type { ChosenFile } from '../import/gather-files.ts';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** The certificates in files of PEM text, each once: of several in one text the server would keep the first alone. */
export function certificatesIn(files: readonly ChosenFile[]): string[] {
  const decoder = new TextDecoder();
  return [...new Set(files.flatMap(({ bytes }) => decoder.decode(bytes).match(CERTIFICATE) ?? []))];
}
