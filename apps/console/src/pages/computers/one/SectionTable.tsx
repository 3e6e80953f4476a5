import { Button, Group, ScrollArea, Table } from '@mantine/core';
import { useState } from 'react';
import { formatNumber } from '../../../app/format.ts';
import * as texts from '../../../texts/index.ts';
import { showValue, titleOf } from '../show-value.ts';

/** A section may have tens of thousands of rows, and is hardly ever read to its end. */
const SHOWN_ROWS = 50;

interface SectionTableProps {
  readonly label: string;
  readonly rows: readonly object[];
}

/** Rows of a section, with a column for each field that any of them has. */
export function SectionTable({ label, rows }: SectionTableProps) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, SHOWN_ROWS);
  const columns = columnsOf(rows);
  return (
    <>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': label }}>
        <Table aria-label={label} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name}>{titleOf(name)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and the same may come twice
              <Table.Tr key={index}>
                {columns.map((name) => (
                  <Table.Td key={name}>{showValue(name, fieldOf(row, name))}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      {shown.length < rows.length && (
        <Group>
          <Button size="compact-sm" variant="default" onClick={() => setWhole(true)}>
            {texts.computer.showAllRows(formatNumber(rows.length))}
          </Button>
        </Group>
      )}
    </>
  );
}

/** The name first, then as they come. */
function columnsOf(rows: readonly object[]): string[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  const first = ['name', 'mount', 'slot', 'subject', 'kind'].filter((name) => names.has(name));
  return [...new Set([...first, ...names])];
}

/** A field of a row of any section: they have names and nothing else in common. */
function fieldOf(row: object, name: string): unknown {
  return (row as Readonly<Record<string, unknown>>)[name];
}
