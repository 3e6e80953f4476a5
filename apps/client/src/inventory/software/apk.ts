import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';

/** Its database is a text, in the older place or the newer. */
const DATABASES = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];

/** Alpine. */
export const apk: Collector = {
  name: 'software apk',
  async collect({ read }) {
    const texts = await Promise.all(DATABASES.map((file) => read(file)));
    return { software: readApk(texts.find((text) => text !== undefined) ?? '') };
  },
};

/** A paragraph a package, a letter a field (wiki.alpinelinux.org, Apk spec). */
export function readApk(text: string): SoftwareItem[] {
  return text.split('\n\n').flatMap((paragraph) => {
    const field = (letter: string) =>
      paragraph
        .split('\n')
        .find((line) => line.startsWith(`${letter}:`))
        ?.slice(2);
    const name = knownText(field('P'));
    if (name === undefined) return [];
    return rowOf<SoftwareItem>({
      ...{ name, source: 'apk', version: knownText(field('V')), architecture: knownText(field('A')) },
      publisher: knownText(field('m')),
      sizeBytes: knownCount(field('I')),
    });
  });
}
