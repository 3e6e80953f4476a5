import type { ComputerChangeView } from '@causeway/contract/admin';
import { Button } from '@mantine/core';
import { StateBadge, type Tone } from '../../../parts/StateBadge.tsx';
import type { VirtualColumn } from '../../../parts/VirtualTable.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';

const { columns: titles, kinds, open } = texts.computer.history;

const tones: Readonly<Record<ComputerChangeView['kind'], Tone>> = {
  added: 'good',
  removed: 'warning',
  changed: 'busy',
};

export function changeColumns(onOpen: (id: number) => void): readonly VirtualColumn<ComputerChangeView>[] {
  return [
    {
      ...{ name: 'what', title: titles.what, widthPx: 320 },
      show: ({ id, what }) => (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onOpen(id)}
          aria-label={open(what)}
          title={what}
        >
          {what}
        </Button>
      ),
    },
    {
      ...{ name: 'kind', title: titles.kind, widthPx: 120 },
      show: ({ kind }) => <StateBadge tone={tones[kind]}>{kinds[kind]}</StateBadge>,
    },
    {
      ...{ name: 'section', title: titles.section, widthPx: 150 },
      show: ({ section }) => sectionOf(section),
    },
    { ...{ name: 'at', title: titles.at, widthPx: 120 }, show: ({ at }) => <When at={at} /> },
    { ...{ name: 'before', title: titles.before, widthPx: 220 }, show: ({ before }) => inShort(before) },
    { ...{ name: 'after', title: titles.after, widthPx: 220 }, show: ({ after }) => inShort(after) },
  ];
}

/** A section that is not known here is called as the API calls it. */
export function sectionOf(section: string): string {
  const titlesOf: Readonly<Record<string, string>> = texts.inventory.sections;
  return titlesOf[section] ?? section;
}

function inShort(value: unknown): string {
  if (value === null || value === undefined) return texts.rows.dash;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
