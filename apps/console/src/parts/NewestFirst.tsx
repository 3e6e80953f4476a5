import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NewestFirstRows } from '../api/use-newest-first.ts';
import * as texts from '../texts/index.ts';
import { RefusalAlert } from './RefusalAlert.tsx';

interface NewestFirstProps<Row> {
  readonly list: NewestFirstRows<Row>;
  /** Where there is no row. */
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list that goes back as far as one likes, a page more at a time. */
export function NewestFirst<Row>({ list, empty, children }: NewestFirstProps<Row>) {
  const rows = list.data?.pages.flat() ?? [];
  return (
    <>
      {list.error !== null && <RefusalAlert refusal={list.error.refusal} />}
      {list.isSuccess && rows.length === 0 && empty}
      {rows.length > 0 && children(rows)}
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {texts.newestFirst.more}
        </Button>
      )}
    </>
  );
}
