import type { StandingView } from '@causeway/contract/admin';
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { Rows } from '../../api/use-rows.ts';
import * as texts from '../../texts/index.ts';
import { ClientRow } from './ClientRow.tsx';
import './clients-table.css';

const { list: says } = texts.crossing;

/** Two lines of text or three, until a row is measured. */
const ROW_PX = 72;
const OVERSCAN = 10;
/** Where there is room for one column: Mantine's `sm`. */
const NARROW = '(max-width: 48em)';
/** Fetched before they are seen. */
const AHEAD = 60;

interface ClientsTableProps {
  readonly rows: Rows<StandingView>;
  readonly onOpen: (id: string) => void;
}

/** Clients without end, of which only those in sight are drawn; causes and remedies are as long as they are. */
export function ClientsTable({ rows, onOpen }: ClientsTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { virtualizer, items } = useInSight(frame, rows);
  const isNarrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches);
  const columns = isNarrow ? 1 : 3;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // A region that scrolls has to be reached by the keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="crossing-clients" ref={frame} aria-label={says.table} tabIndex={0}>
      <table aria-label={says.table} aria-rowcount={rows.total + 1} aria-busy={rows.isOld}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{says.columns.client}</th>
            {!isNarrow && <th scope="col">{says.columns.cause}</th>}
            {!isNarrow && <th scope="col">{says.columns.seen}</th>}
          </tr>
        </thead>
        <Spacer heightPx={items[0]?.start ?? 0} columns={columns} />
        <tbody>
          {items.map(({ index }) => (
            <ClientRow
              key={rows.loaded[index]?.id ?? index}
              index={index}
              row={rows.loaded[index]}
              columns={columns}
              measure={virtualizer.measureElement}
              onOpen={onOpen}
            />
          ))}
        </tbody>
        <Spacer heightPx={below} columns={columns} />
      </table>
    </section>
  );
}

function useInSight(frame: React.RefObject<HTMLDivElement | null>, rows: Rows<StandingView>) {
  const { question, loaded, total, more } = rows;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    getItemKey: (index) => loaded[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const isMissing = loaded.length < total && (items.at(-1)?.index ?? 0) + AHEAD >= loaded.length;
  useEffect(() => {
    if (isMissing) more();
  }, [isMissing, more]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at the top
  useEffect(() => {
    // What it answers, a promise in newer browsers, is no clean-up.
    frame.current?.scrollTo({ top: 0 });
  }, [question, frame]);
  return { virtualizer, items };
}

/** In place of the rows that are not drawn. */
function Spacer({ heightPx, columns }: { readonly heightPx: number; readonly columns: number }) {
  if (heightPx <= 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr>
        <td colSpan={columns} style={{ height: heightPx, padding: 0, border: 0 }} />
      </tr>
    </tbody>
  );
}
