import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from '../known.ts';

const FIELDS = ['NAME', 'EVR', 'ARCH', 'VENDOR', 'LONGSIZE', 'INSTALLTIME'];

/** Red Hat, SUSE and their kin. */
export const rpm: Collector = {
  name: 'software rpm',
  async collect({ run }) {
    const format = `${FIELDS.map((field) => `%{${field}}`).join('\t')}\n`;
    return { software: readRpm((await run('rpm', '--query', '--all', '--queryformat', format)) ?? '') };
  },
};

/** What a package does not say is `(none)`. */
export function readRpm(text: string): SoftwareItem[] {
  return text.split('\n').flatMap((line) => {
    const [name, version, architecture, vendor, bytes, installed] = line
      .split('\t')
      .map((field) => (field === '(none)' ? '' : field));
    const known = knownText(name);
    if (known === undefined || version === undefined) return [];
    const installedSeconds = knownCount(installed);
    return rowOf<SoftwareItem>({
      ...{ name: known, source: 'rpm', version: knownText(version), architecture: knownText(architecture) },
      publisher: knownLabel(vendor),
      sizeBytes: knownCount(bytes),
      installedAt: installedSeconds === undefined ? undefined : installedSeconds * 1000,
    });
  });
}
