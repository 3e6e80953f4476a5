import type { NoticeView } from '@causeway/contract/admin';
import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatTime } from '../../app/format.ts';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { certificatePath } from '../certificates/certificate-path.ts';
import { toneOfDelivery, toneOfSeverity } from './notice-state.ts';

const says = texts.notices;

const headings = (['raised', 'severity', 'subject', 'text', 'channels'] as const).map(
  (column) => says.columns[column],
);

export function NoticesTable({ notices }: { readonly notices: readonly NoticeView[] }) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={860} verticalSpacing="sm">
      {notices.map((notice) => (
        <Row key={notice.id} notice={notice} />
      ))}
    </PlainTable>
  );
}

function Row({ notice }: { readonly notice: NoticeView }) {
  const { raisedAt, severity, text, deliveries } = notice;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <When at={raisedAt} />
      </Table.Td>
      <Table.Td miw={120}>
        <StateBadge tone={toneOfSeverity[severity]}>{says.severities[severity]}</StateBadge>
      </Table.Td>
      <Table.Td className="code" miw={140}>
        <Subject notice={notice} />
      </Table.Td>
      <Table.Td className="code" miw={280}>
        {text}
      </Table.Td>
      <Table.Td miw={200}>
        <Deliveries deliveries={deliveries} />
      </Table.Td>
    </Table.Tr>
  );
}

/** What it is about, with the way there where it has a page. */
function Subject({ notice: { kind, subject } }: { readonly notice: NoticeView }) {
  if (kind !== 'certificate-expiry') return subject;
  return (
    <Anchor component={Link} to={certificatePath(subject)} size="sm">
      {subject}
    </Anchor>
  );
}

function Deliveries({ deliveries }: Pick<NoticeView, 'deliveries'>) {
  if (deliveries.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {says.noChannel}
      </Text>
    );
  return (
    <Stack gap="xs">
      {deliveries.map((delivery) => (
        <DeliveryLine key={delivery.channel} delivery={delivery} />
      ))}
    </Stack>
  );
}

type Delivery = NoticeView['deliveries'][number];

function DeliveryLine({ delivery }: { readonly delivery: Delivery }) {
  const { channel, state, attempts, nextTryAt, error } = delivery;
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="nowrap">
        <Text size="sm">{channel}</Text>
        <StateBadge tone={toneOfDelivery[state]}>{says.deliveryStates[state]}</StateBadge>
      </Group>
      {state !== 'sent' && attempts > 0 && (
        <Text size="xs" c="dimmed">
          {says.attempts(attempts)}
          {nextTryAt !== null && `, ${says.nextTry(formatTime(nextTryAt))}`}
        </Text>
      )}
      {state !== 'sent' && error !== null && (
        <Text size="xs" className="code">
          {error.seen ?? error.message}
        </Text>
      )}
    </Stack>
  );
}
