import type { PageView, StandingView } from '@causeway/contract/admin';
import { Anchor, Loader, Modal, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../api/use-api.ts';
import { formatQuery } from '../../api/use-rows.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { type Fact, Facts } from '../../parts/Facts.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { AnchorsDownload } from '../clients/AnchorsDownload.tsx';
import { LeaveButtons } from '../clients/leave/LeaveButtons.tsx';
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

interface ClientProps {
  readonly row: StandingView;
  /** It is no part of the crossing any more. */
  readonly onGone: () => void;
}

function Client({ row, onGone }: ClientProps) {
  return (
    <Stack>
      <Cause row={row} />
      {row.repoint !== undefined && (
        <Copyable label={one.lines(row.repoint.file)} text={row.repoint.lines.join('\n')} />
      )}
      {row.reason === 'foreign' && <AnchorsDownload says={one.anchors} />}
      <Facts facts={factsOf(row)} />
      <Leave row={row} onGone={onGone} />
    </Stack>
  );
}

function Leave({ row, onGone }: ClientProps) {
  const path = `${useTenantApi()}/clients/${encodeURIComponent(row.id)}`;
  const pathOf = useTenantPath();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (row.kind === 'endpoint-server') return <Text size="sm">{one.isServer}</Text>;
  const { name, kind, state, reason } = row;
  const isSleeping = state === 'sleeping' || reason === 'sleeping';
  return (
    <>
      <LeaveButtons
        client={{ name, kind, isWaived: state === 'waived', isSleeping }}
        path={path}
        because={mayNot}
        onRetired={onGone}
      />
      <Anchor component={Link} to={pathOf(`/clients/${row.id}`)} size="sm">
        {one.toClient}
      </Anchor>
    </>
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
