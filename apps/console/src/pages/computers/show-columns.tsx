import type { ComputerView } from '@causeway/contract/admin';
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatNumber } from '../../app/format.ts';
import { formatBytes } from '../../app/format-bytes.ts';
import type { VirtualColumn } from '../../parts/VirtualTable.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { columnsOf, familyOf } from './computer-columns.ts';

/** How these columns are shown in a table. */
export function showColumns(
  names: readonly string[],
  toPath: (path: string) => string,
): readonly VirtualColumn<ComputerView>[] {
  return columnsOf(names).map(({ name, title, kind, widthPx }) => ({
    ...{ name, title, widthPx, isOrdered: true, isNumber: kind === 'count' || kind === 'bytes' },
    show: (row: ComputerView) =>
      name === 'name' ? (
        <Anchor component={Link} to={toPath(`/computers/${row.id}`)} size="sm">
          {row.name}
        </Anchor>
      ) : (
        showCell(row, name)
      ),
  }));
}

function showCell(row: ComputerView, name: keyof ComputerView): ReactNode {
  const value = row[name];
  if (name === 'osFamily') return familyOf(row.osFamily);
  if (value === null) return texts.rows.dash;
  if (typeof value === 'string') return <span title={value}>{value}</span>;
  if (name.endsWith('At')) return <When at={value} />;
  return name.endsWith('Bytes') ? formatBytes(value) : formatNumber(value);
}
