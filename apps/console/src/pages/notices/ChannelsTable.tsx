import type { NoticeChannelView, NoticeTestView } from '@causeway/contract/admin';
import { Alert, Group, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { formatNumber } from '../../app/format.ts';
import { useRefusal } from '../../app/session.ts';
import { ChangeOrDelete } from '../../parts/ChangeOrDelete.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';
import { ChangeChannel } from './ChangeChannel.tsx';
import { stateOfChannel, toneOfChannel } from './notice-state.ts';

const { channels: says } = texts.notices;

const headings = (['name', 'kind', 'target', 'state', 'actions'] as const).map(
  (column) => says.columns[column],
);

export function ChannelsTable({ channels }: { readonly channels: readonly NoticeChannelView[] }) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={860} verticalSpacing="sm">
      {channels.map((channel) => (
        <Row key={channel.name} channel={channel} />
      ))}
    </PlainTable>
  );
}

function Row({ channel }: { readonly channel: NoticeChannelView }) {
  const { name, kind, target } = channel;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>{name}</Table.Td>
      <Table.Td>{says.kinds[kind]}</Table.Td>
      <Table.Td className="code">{target}</Table.Td>
      <Table.Td>
        <State channel={channel} />
      </Table.Td>
      <Table.Td miw={280}>
        <Actions channel={channel} />
      </Table.Td>
    </Table.Tr>
  );
}

function State({ channel }: { readonly channel: NoticeChannelView }) {
  const { sent, waiting, failed, lastError } = channel;
  const state = stateOfChannel(channel);
  return (
    <Stack gap={4} align="flex-start">
      <StateBadge tone={toneOfChannel[state]}>{says.states[state]}</StateBadge>
      <Text size="xs" c="dimmed">
        {says.counts(formatNumber(sent), formatNumber(waiting), formatNumber(failed))}
      </Text>
      {lastError !== null && (
        <Text size="xs" className="code">
          {says.lastError(lastError.seen ?? lastError.message)}
        </Text>
      )}
    </Stack>
  );
}

function Actions({ channel }: { readonly channel: NoticeChannelView }) {
  const { name } = channel;
  // As it was when the dialog opened: what others change meanwhile is not changed back.
  const [changing, setChanging] = useState<NoticeChannelView>();
  const path = `/notice-channels/${encodeURIComponent(name)}`;
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  const test = useDeed<NoticeTestView>();
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <ReasonedButton
          size="compact-sm"
          variant="default"
          aria-label={says.testOf(name)}
          because={mayNot}
          loading={test.isPending}
          onClick={() => test.mutate({ method: 'POST', path: `${path}/test` })}
        >
          {says.test}
        </ReasonedButton>
        <ChangeOrDelete
          change={says.change}
          changeLabel={says.changeOf(name)}
          mayNot={mayNot}
          onChange={() => setChanging(channel)}
          button={says.remove}
          label={says.removeOf(name)}
          because={mayNot}
          title={says.removeAsk(name)}
          text={says.removeText}
          name={name}
          action={says.removeAction}
          path={path}
        />
      </Group>
      {test.data !== undefined && (
        <Alert color="green" variant="light" role="status" p="xs">
          {says.tested(test.data.revived)}
        </Alert>
      )}
      {test.error !== null && <RefusalAlert refusal={test.error.refusal} />}
      {changing !== undefined && <ChangeChannel channel={changing} onClose={() => setChanging(undefined)} />}
    </Stack>
  );
}
