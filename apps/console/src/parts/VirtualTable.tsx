import { Text } from '@mantine/core';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import type { Rows } from '../api/use-rows.ts';
import { formatNumber } from '../app/format.ts';
import * as texts from '../texts/index.ts';
import { nextOrder, sortOf } from './virtual-order.ts';
import './virtual-table.css';

export interface VirtualColumn<Row> {
  /** As the API names it, for the order. */
  readonly name: string;
  readonly title: string;
  readonly widthPx: number;
  readonly isNumber?: boolean;
  /** Whether rows can be ordered by it. */
  readonly isOrdered?: boolean;
  readonly show: (row: Row) => ReactNode;
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  /** The first names the row. */
  readonly columns: readonly VirtualColumn<Row>[];
  readonly rows: Rows<Row>;
  readonly idOf: (row: Row) => string | number;
  /** As the API takes it: `name desc`. */
  readonly order?: string | undefined;
  readonly onOrder?: (order: string | undefined) => void;
}

/** One line of text and the space around it: every row has this height, so that any of them can be scrolled to. */
const ROW_PX = 38;
/** Drawn beyond what is seen, for whoever scrolls fast or goes on by the keyboard. */
const OVERSCAN = 12;
/** Fetched before they are seen. */
const AHEAD = 60;

/** A table of any length, of which only what is seen is drawn; rows are fetched when they are scrolled to. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>) {
  const { label, columns, rows } = props;
  const frame = useRef<HTMLDivElement>(null);
  const items = useVisible(frame, rows);
  const widthPx = columns.reduce((sum, column) => sum + column.widthPx, 0);
  return (
    // A region that scrolls has to be reached by the keyboard (WCAG 2.1.1).
    <section
      className="virtual-frame"
      ref={frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
      tabIndex={0}
      // The router puts who comes back where they were, in the answer to the same question alone.
      data-scroll-restoration-id={rows.question}
    >
      <table
        className="virtual-table"
        style={{ width: widthPx }}
        aria-label={label}
        aria-rowcount={rows.isWaiting ? -1 : rows.total + 1}
        aria-busy={rows.isOld || rows.isWaiting}
      >
        <colgroup>
          {columns.map(({ name, widthPx: width }) => (
            <col key={name} style={{ width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Heading key={column.name} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <Body {...props} items={items} />
      </table>
    </section>
  );
}

function useVisible<Row>(frame: React.RefObject<HTMLDivElement | null>, rows: Rows<Row>): VirtualItem[] {
  const { question, loaded, total, more } = rows;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const isMissing = loaded.length < total && lastSeen + AHEAD >= loaded.length;
  // `more` is another one with every answer: rows that are far down come page by page.
  useEffect(() => {
    if (isMissing) more();
  }, [isMissing, more]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at the top
  useEffect(() => {
    frame.current?.scrollTo({ top: 0 });
  }, [question, frame]);
  return items;
}

interface HeadingProps<Row> extends Pick<VirtualTableProps<Row>, 'order' | 'onOrder'> {
  readonly column: VirtualColumn<Row>;
}

function Heading<Row>({ column, order, onOrder }: HeadingProps<Row>) {
  const { name, title, isNumber, isOrdered } = column;
  const className = isNumber ? 'virtual-number' : undefined;
  if (!isOrdered || onOrder === undefined)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  const sort = sortOf(order, name);
  return (
    <th scope="col" className={className} aria-sort={sort}>
      <button type="button" className="virtual-order" onClick={() => onOrder(nextOrder(order, name))}>
        {title}
        <span aria-hidden="true">{arrows[sort]}</span>
      </button>
    </th>
  );
}

const arrows = { ascending: ' ↑', descending: ' ↓', none: '' } as const;

interface BodyProps<Row> extends VirtualTableProps<Row> {
  readonly items: readonly VirtualItem[];
}

function Body<Row>({ columns, rows, idOf, items }: BodyProps<Row>) {
  const above = items[0]?.start ?? 0;
  const below = rows.total * ROW_PX - (items.at(-1)?.end ?? 0);
  return (
    <>
      <Spacer heightPx={above} />
      <tbody>
        {items.map(({ index }) => {
          const row = rows.loaded[index];
          return row === undefined ? (
            <WaitingRow key={`waiting ${index}`} index={index} columns={columns.length} rows={rows} />
          ) : (
            <DrawnRow key={idOf(row)} index={index} columns={columns} row={row} />
          );
        })}
      </tbody>
      <Spacer heightPx={below} />
    </>
  );
}

interface DrawnRowProps<Row> extends Pick<VirtualTableProps<Row>, 'columns'> {
  readonly index: number;
  readonly row: Row;
}

function AnyRow<Row>({ index, columns, row }: DrawnRowProps<Row>) {
  return (
    <tr aria-rowindex={index + 2} style={{ height: ROW_PX }}>
      {columns.map((column, place) => (
        <Cell key={column.name} column={column} row={row} isFirst={place === 0} />
      ))}
    </tr>
  );
}

/** Drawn once, however often the table is while one scrolls. `memo` forgets that its component is generic. */
const DrawnRow = memo(AnyRow) as typeof AnyRow;

interface CellProps<Row> {
  readonly column: VirtualColumn<Row>;
  readonly row: Row;
  readonly isFirst: boolean;
}

function Cell<Row>({ column: { show, isNumber }, row, isFirst }: CellProps<Row>) {
  const className = isNumber ? 'virtual-number numbers' : undefined;
  if (isFirst)
    return (
      <th scope="row" className={className}>
        {show(row)}
      </th>
    );
  return <td className={className}>{show(row)}</td>;
}

interface WaitingRowProps {
  readonly index: number;
  readonly columns: number;
  readonly rows: Pick<Rows<unknown>, 'loaded' | 'total'>;
}

/** All rows before it come first: who jumps far sees how far they are. */
function WaitingRow({ index, columns, rows: { loaded, total } }: WaitingRowProps) {
  return (
    <tr aria-rowindex={index + 2} style={{ height: ROW_PX }}>
      <td colSpan={columns}>
        <Text span size="sm" c="dimmed">
          {texts.rows.coming(formatNumber(loaded.length), formatNumber(total))}
        </Text>
      </td>
    </tr>
  );
}

/** In place of the rows that are not drawn. */
function Spacer({ heightPx }: { readonly heightPx: number }) {
  if (heightPx <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td style={{ height: heightPx, padding: 0, border: 0 }} />
      </tr>
    </tbody>
  );
}
