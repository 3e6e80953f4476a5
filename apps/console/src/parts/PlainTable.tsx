import { ScrollArea, Table, type TableProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** No two of a table are the same. */
export type Heading = string | { readonly text: string; readonly align: 'right' };

interface PlainTableProps extends Pick<TableProps, 'verticalSpacing' | 'highlightOnHover' | 'layout'> {
  readonly headings: readonly Heading[];
  /** Without one the keyboard reaches what is out of sight only by what stands in the rows: links or buttons. */
  readonly label?: string;
  /** On a narrower screen it scrolls sideways. */
  readonly minWidth?: number;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table that is drawn whole; one of any length is a `VirtualTable`. */
export function PlainTable({ headings, label, minWidth, children, ...looks }: PlainTableProps) {
  const reached = label === undefined ? {} : { tabIndex: 0, role: 'group', 'aria-label': label };
  return (
    <ScrollArea type="auto" viewportProps={reached}>
      <Table aria-label={label} miw={minWidth} {...looks}>
        <Table.Thead>
          <Table.Tr>
            {headings.map((heading) => (
              <HeadingCell key={typeof heading === 'string' ? heading : heading.text} heading={heading} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </ScrollArea>
  );
}

function HeadingCell({ heading }: { readonly heading: Heading }) {
  if (typeof heading === 'string') return <Table.Th scope="col">{heading}</Table.Th>;
  return (
    <Table.Th scope="col" ta={heading.align}>
      {heading.text}
    </Table.Th>
  );
}
