import type { OperatingSystemCount } from '@causeway/contract/admin';
import { Button, Group } from '@mantine/core';
import { useThing } from '../../api/use-api.ts';
import { formatNumber } from '../../app/format.ts';
import * as texts from '../../texts/index.ts';
import { familyOf } from './computer-columns.ts';

const says = texts.computers;

interface FamilyFacetProps {
  readonly api: string;
  readonly family: string | undefined;
  readonly onChange: (family: string | undefined) => void;
}

/** How many computers there are of each operating system; one of them narrows the list down. */
export function FamilyFacet({ api, family, onChange }: FamilyFacetProps) {
  const counts = useThing<OperatingSystemCount[]>(`${api}/operating-systems`);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const choices = [
    { value: undefined, name: says.all, count: all },
    ...counts.map(({ osFamily, count }) => ({ value: osFamily, name: familyOf(osFamily), count })),
  ];
  return (
    <Group gap="xs" role="group" aria-label={says.byFamily}>
      {choices.map(({ value, name, count }) => (
        <Button
          key={name}
          size="compact-sm"
          variant={value === family ? 'filled' : 'default'}
          aria-pressed={value === family}
          onClick={() => onChange(value)}
        >
          {says.familyCount(name, formatNumber(count))}
        </Button>
      ))}
    </Group>
  );
}
