import type { ActionPage, ActionView, ClientDetailsView } from '@causeway/contract/admin';
import { Table, Text } from '@mantine/core';
import { useDeed, useThing } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../../parts/StateBadge.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { actionTones, sayAction } from './action-kinds.ts';

const says = texts.client.actions;

const headings = [says.what, says.state, says.outcome, says.asked, says.by];

/** A page of the API has more; older ones tell nothing of today. */
const MOST_SHOWN = 20;

interface ActionTableProps {
  readonly client: ClientDetailsView;
  readonly mayNot: string | undefined;
}

export function ActionTable({ client, mayNot }: ActionTableProps) {
  const api = useTenantApi();
  const { actions } = useThing<ActionPage>(`${api}/actions?client=${client.id}`);
  const withdraw = useDeed();
  if (actions.length === 0) return <Text size="sm">{says.none}</Text>;
  return (
    <>
      <PlainTable headings={headings} label={says.title} minWidth={600} verticalSpacing="xs">
        {actions.slice(0, MOST_SHOWN).map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            mayNot={mayNot}
            onWithdraw={() => withdraw.mutate({ method: 'DELETE', path: `${api}/actions/${action.id}` })}
          />
        ))}
      </PlainTable>
      {withdraw.error !== null && <RefusalAlert refusal={withdraw.error.refusal} />}
    </>
  );
}

interface ActionRowProps {
  readonly action: ActionView;
  readonly mayNot: string | undefined;
  readonly onWithdraw: () => void;
}

function ActionRow({ action, mayNot, onWithdraw }: ActionRowProps) {
  const { state, message, at, by, doneAt } = action;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {sayAction(action)}
      </Table.Th>
      <Table.Td>
        <StateBadge tone={actionTones[state]}>{says.states[state]}</StateBadge>
      </Table.Td>
      <Table.Td>
        {state === 'waiting' ? (
          <ReasonedButton
            variant="subtle"
            size="compact-sm"
            because={mayNot}
            aria-label={says.withdrawLabel(sayAction(action))}
            onClick={onWithdraw}
          >
            {says.withdraw}
          </ReasonedButton>
        ) : (
          <>
            <When at={doneAt} /> {message}
          </>
        )}
      </Table.Td>
      <Table.Td>
        <When at={at} />
      </Table.Td>
      <Table.Td>{by}</Table.Td>
    </Table.Tr>
  );
}
