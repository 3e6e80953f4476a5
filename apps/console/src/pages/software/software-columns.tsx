import type { SoftwareView } from '@causeway/contract/admin';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../app/format.ts';
import type { FilterColumn, ValueKind } from '../../parts/filter/conditions.ts';
import type { VirtualColumn } from '../../parts/VirtualTable.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const { columns: titles } = texts.software;

const filterable = (name: keyof SoftwareView & keyof typeof titles, kind: ValueKind): FilterColumn => ({
  ...{ name, kind, title: titles[name] },
});

export const filterColumns: readonly FilterColumn[] = [
  filterable('name', 'text'),
  filterable('version', 'text'),
  filterable('publisher', 'text'),
  filterable('architecture', 'text'),
  filterable('source', 'text'),
  filterable('installations', 'count'),
  filterable('firstSeenAt', 'time'),
];

type TextColumn = 'version' | 'publisher' | 'architecture' | 'source';

const plain = (name: TextColumn, widthPx: number): VirtualColumn<SoftwareView> => ({
  ...{ name, title: titles[name], widthPx, isOrdered: true },
  show: (row) => <span title={row[name]}>{row[name] || texts.rows.dash}</span>,
});

export const columnsFor = (toPath: (path: string) => string): readonly VirtualColumn<SoftwareView>[] => [
  {
    ...{ name: 'name', title: titles.name, widthPx: 280, isOrdered: true },
    show: ({ id, name }) => (
      <Anchor component={Link} to={toPath(`/software/${id}`)} size="sm" title={name}>
        {name}
      </Anchor>
    ),
  },
  plain('version', 180),
  plain('publisher', 220),
  plain('architecture', 110),
  plain('source', 100),
  {
    ...{ name: 'installations', title: titles.installations, widthPx: 110, isNumber: true, isOrdered: true },
    show: ({ installations }) => formatNumber(installations),
  },
  {
    ...{ name: 'firstSeenAt', title: titles.firstSeenAt, widthPx: 130, isOrdered: true },
    show: ({ firstSeenAt }) => <When at={firstSeenAt} />,
  },
];
