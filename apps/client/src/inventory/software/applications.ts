import type { SoftwareItem } from '@causeway/contract/inventory';
import type { Collector } from '../collector.ts';
import { knownText, rowOf } from '../known.ts';
import { fieldsOf } from '../power-shell.ts';

/** Applications of a Mac. */
export const applications: Collector = {
  name: 'software applications',
  async collect({ run }) {
    const text = await run('/usr/sbin/system_profiler', 'SPApplicationsDataType', '-json');
    return { software: readApplications(text ?? '{}') };
  },
};

/** `signed_by` begins with who signed it: `Developer ID Application: Mozilla Corporation (43AQ936H96)`. */
export function readApplications(text: string): SoftwareItem[] {
  const { SPApplicationsDataType: listed } = fieldsOf(JSON.parse(text));
  return (Array.isArray(listed) ? listed.map(fieldsOf) : []).flatMap((one) => {
    const name = knownText(one._name);
    if (name === undefined) return [];
    const installedAt = Date.parse(String(one.lastModified));
    return rowOf<SoftwareItem>({
      ...{ name, source: 'app', version: knownText(one.version), publisher: publisherOf(one) },
      architecture: knownText(one.arch_kind)?.replace(/^arch_/, ''),
      installedAt: Number.isNaN(installedAt) ? undefined : installedAt,
    });
  });
}

function publisherOf({ signed_by, obtained_from }: Readonly<Record<string, unknown>>): string | undefined {
  const signer = knownText(Array.isArray(signed_by) ? signed_by[0] : undefined);
  const named = signer?.replace(/^[^:]+: /, '').replace(/ \([A-Z0-9]{10}\)$/, '');
  if (obtained_from === 'apple' || named === 'Software Signing') return 'Apple';
  return named === 'Apple Mac OS Application Signing' ? undefined : named;
}
