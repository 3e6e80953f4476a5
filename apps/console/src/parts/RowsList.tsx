import type { ReactNode } from 'react';
import { RefusalAlert } from './RefusalAlert.tsx';
import { RowsStatus } from './RowsStatus.tsx';
import { VirtualTable, type VirtualTableProps } from './VirtualTable.tsx';

interface RowsListProps<Row> extends VirtualTableProps<Row> {
  /** `1 entry` */
  readonly count: string;
  /** What is said where there is no row, and what to do then. */
  readonly none: ReactNode;
}

/** A table of any length with how many rows there are; why there are none, or why they could not be read. */
export function RowsList<Row>({ count, none, ...table }: RowsListProps<Row>) {
  const { rows } = table;
  const alert = rows.refusal !== undefined && <RefusalAlert refusal={rows.refusal} />;
  if (alert && rows.loaded.length === 0) return alert;
  if (rows.total === 0 && !rows.isWaiting) return none;
  return (
    <>
      {alert}
      <RowsStatus rows={rows} says={count} />
      <VirtualTable {...table} />
    </>
  );
}
