import type { ExpiryView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { formatDate, formatDuration } from '../../../app/format.ts';
import { StateBadge, type Tone } from '../../../parts/StateBadge.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.certificates;

const DAY_MS = 86_400_000;

const tones: Readonly<Record<ExpiryView['severity'], Tone>> = {
  ok: 'good',
  notice: 'quiet',
  warning: 'warning',
  error: 'bad',
};

type End = Pick<ExpiryView, 'severity' | 'daysLeft' | 'notAfter'>;

/** How long something still holds, and what that means. */
export function ExpiryBadge({ end }: { readonly end: End }) {
  return (
    <Group gap="xs" wrap="nowrap">
      <StateBadge tone={tones[end.severity]}>{says.severities[end.severity]}</StateBadge>
      <Text size="sm" className="numbers" style={{ whiteSpace: 'nowrap' }}>
        <time dateTime={new Date(end.notAfter).toISOString()} title={formatDate(end.notAfter)}>
          {formatLeft(end.daysLeft)}
        </time>
      </Text>
    </Group>
  );
}

export function formatLeft(daysLeft: number): string {
  const left = formatDuration(Math.abs(daysLeft) * DAY_MS);
  return daysLeft >= 0 ? says.left.ends(left) : says.left.ended(left);
}
