import { Box, Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { NewestFirstRows } from '../api/use-newest-first.ts';
import * as texts from '../texts/index.ts';
import { RefusalAlert } from './RefusalAlert.tsx';
import { AsOf } from './RowsStatus.tsx';

interface NewestFirstProps<Row> {
  readonly list: NewestFirstRows<Row>;
  /** Where there is no row. */
  readonly empty: ReactNode;
  readonly children: (rows: readonly Row[]) => ReactNode;
}

/** A list that goes back as far as one likes, a page more at a time. */
export function NewestFirst<Row>({ list, empty, children }: NewestFirstProps<Row>) {
  const { data, isPlaceholderData: isOld } = list;
  const rows = data?.pages.flat() ?? [];
  return (
    <>
      {list.error !== null && <RefusalAlert refusal={list.error.refusal} />}
      {(data?.pages.length ?? 0) > 1 && <AsOf at={list.dataUpdatedAt} onRefresh={() => list.refetch()} />}
      {/* What answers the question before is not the answer to this one. */}
      <Box aria-busy={isOld} opacity={isOld ? 0.5 : 1}>
        {list.isSuccess && rows.length === 0 && empty}
        {rows.length > 0 && children(rows)}
      </Box>
      {list.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage || isOld}
          onClick={() => list.fetchNextPage()}
        >
          {texts.newestFirst.more}
        </Button>
      )}
    </>
  );
}
