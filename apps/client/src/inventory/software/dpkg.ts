import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownCount, knownText, rowOf } from '../known.ts';

const FIELDS = ['db:Status-Status', 'Package', 'Version', 'Architecture', 'Maintainer', 'Installed-Size'];

/** Debian, Ubuntu and their kin. */
export const dpkg: Collector = {
  name: 'software dpkg',
  async collect({ run }) {
    const format = `${FIELDS.map((field) => `\${${field}}`).join('\t')}\n`;
    return { software: readDpkg((await run('dpkg-query', '--show', '--showformat', format)) ?? '') };
  },
};

/** Packages whose files are there and set up; removed ones leave a record behind. */
const INSTALLED = /^(installed|triggers-awaited|triggers-pending)$/;

export function readDpkg(text: string): SoftwareItem[] {
  return text.split('\n').flatMap((line) => {
    const [status = '', name, version, architecture, maintainer, kibibytes] = line.split('\t');
    const known = knownText(name);
    if (known === undefined || !INSTALLED.test(status)) return [];
    return rowOf<SoftwareItem>({
      ...{ name: known, source: 'dpkg', version: knownText(version), architecture: knownText(architecture) },
      publisher: knownText(maintainer),
      sizeBytes: knownCount(Number(kibibytes) * 1024),
    });
  });
}
