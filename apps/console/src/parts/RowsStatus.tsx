import { Button, Group, Text } from '@mantine/core';
import type { Rows } from '../api/use-rows.ts';
import * as texts from '../texts/index.ts';
import { When } from './When.tsx';

interface AsOfProps {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly onRefresh: () => void;
}

/** Since when rows are shown that are no longer fetched anew by themselves. */
export function AsOf({ at, onRefresh }: AsOfProps) {
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {texts.rows.asOf} <When at={at} />
      </Text>
      <Button size="compact-sm" variant="subtle" onClick={onRefresh}>
        {texts.rows.refresh}
      </Button>
    </Group>
  );
}

interface RowsStatusProps {
  readonly rows: Rows<unknown>;
  /** `5,000 computers` */
  readonly says: string;
}

/** How many rows there are, and how old they are once they are no longer fetched anew by themselves. */
export function RowsStatus({ rows, says }: RowsStatusProps) {
  return (
    <Group gap="xs" mih={30}>
      <Text size="sm" role="status">
        {rows.isWaiting ? texts.shell.loading : says}
      </Text>
      {!rows.isLive && <AsOf at={rows.asOf} onRefresh={rows.refresh} />}
    </Group>
  );
}
