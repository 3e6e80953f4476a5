import { Anchor, Group, Progress, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../app/format.ts';
import { searchOf } from '../../app/search-of.ts';
import * as texts from '../../texts/index.ts';

interface FigureProps {
  readonly name: string;
  /** Undefined while it is not known. */
  readonly count: number | undefined;
  /** Of how many, for the bar below; none without it. */
  readonly of?: number;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** A number that leads to the list that it counts. */
export function Figure({ name, count, of, to, search = {} }: FigureProps) {
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap">
        <Anchor component={Link} to={to} search={searchOf(search)} size="sm">
          {name}
        </Anchor>
        <Text size="sm" fw={600} className="numbers">
          {count === undefined ? texts.rows.dash : formatNumber(count)}
        </Text>
      </Group>
      {of !== undefined && of > 0 && (
        <Progress value={(100 * (count ?? 0)) / of} size="xs" aria-hidden="true" />
      )}
    </Stack>
  );
}
