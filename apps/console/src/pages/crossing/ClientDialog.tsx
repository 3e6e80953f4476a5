import type { PageView, StandingView } from '@causeway/contract/admin';
import { Loader, Modal, Stack, Text } from '@mantine/core';
import { useMaybe } from '../../api/use-api.ts';
import { formatQuery } from '../../api/use-rows.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { type Fact, Facts } from '../../parts/Facts.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { ClientActions } from './ClientActions.tsx';
import { Cause } from './ClientRow.tsx';
import { stateOfStanding } from './standing-state.ts';

const says = texts.crossing;
const { one } = says;

interface ClientDialogProps {
  /** Of the client; undefined when none is opened. */
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** One client: where it stands, why, and what can be done. */
export function ClientDialog({ id, onClose }: ClientDialogProps) {
  const path = `${useTenantApi()}/crossing/clients`;
  const { data, error } = useMaybe<PageView<StandingView>>(
    id === undefined ? undefined : `${path}?${formatQuery({ id, limit: 1 })}`,
  );
  const row = data?.rows[0];
  return (
    <Modal
      opened={id !== undefined}
      onClose={onClose}
      title={row?.name ?? says.title}
      size="lg"
      closeButtonProps={{ 'aria-label': one.close }}
    >
      {error !== null && <RefusalAlert refusal={error.refusal} />}
      {error === null && data === undefined && <Loader aria-label={texts.shell.loading} />}
      {data !== undefined && row === undefined && <Text>{one.gone}</Text>}
      {row !== undefined && <Client row={row} onGone={onClose} />}
    </Modal>
  );
}

function Client({ row, onGone }: { readonly row: StandingView; readonly onGone: () => void }) {
  return (
    <Stack>
      <Cause row={row} />
      {row.repoint !== undefined && (
        <Copyable label={one.lines(row.repoint.file)} text={row.repoint.lines.join('\n')} />
      )}
      <Facts facts={factsOf(row)} />
      <ClientActions row={row} onGone={onGone} />
    </Stack>
  );
}

function factsOf(row: StandingView): Fact[] {
  const { word, tone } = stateOfStanding(row.state);
  const { facts } = one;
  return [
    [
      facts.state,
      <StateBadge key="state" tone={tone}>
        {word}
      </StateBadge>,
    ],
    [facts.stage, `${says.stages[row.stage]}: ${says.stagesMean[row.stage]}`],
    [facts.kind, says.kinds[row.kind]],
    [facts.agent, row.agent],
    [facts.fetched, row.kind === 'foreign' ? null : one.revision(row.fetchedRevision)],
    [facts.applied, row.kind === 'foreign' ? null : one.revision(row.appliedRevision)],
    [facts.lastSeen, <When key="seen" at={row.lastSeenAt} />],
    [facts.address, row.lastAddress],
    [facts.server, row.endpointServer],
    [facts.oldWay, <When key="old" at={row.oldWayAt} />],
  ];
}
