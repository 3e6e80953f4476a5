import type { PageView, StandingView } from '@causeway/contract/admin';
import { Anchor, Loader, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMaybe } from '../../api/use-api.ts';
import { formatQuery } from '../../api/use-rows.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { type Fact, Facts } from '../../parts/Facts.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { AnchorsDownload } from '../clients/AnchorsDownload.tsx';
import { LeaveButtons, type LeaveQuestion } from '../clients/leave/LeaveButtons.tsx';
import { Cause } from './ClientRow.tsx';
import { stateOfStanding } from './standing-state.ts';

const says = texts.crossing;
const { one } = says;

interface ClientDialogProps {
  /** Of the client. */
  readonly id: string;
  readonly onClose: () => void;
}

/** One client, as long as it is looked at: where it stands, why, and what can be done. */
export function ClientDialog({ id, onClose }: ClientDialogProps) {
  const path = `${useTenantApi()}/crossing/clients`;
  const { data, error } = useMaybe<PageView<StandingView>>(`${path}?${formatQuery({ id, limit: 1 })}`);
  const [asking, setAsking] = useState<LeaveQuestion>();
  const row = data?.rows[0];
  return (
    <Dialog
      onClose={onClose}
      title={row?.name ?? says.title}
      size="lg"
      // Every dialog that is open hears the key: it is for the question above, then.
      closeOnEscape={row === undefined || asking === undefined}
    >
      {error !== null && <RefusalAlert refusal={error.refusal} />}
      {error === null && data === undefined && <Loader aria-label={texts.shell.loading} />}
      {data !== undefined && row === undefined && <Text>{one.gone}</Text>}
      {row !== undefined && <Client row={row} asking={asking} onAsk={setAsking} onGone={onClose} />}
    </Dialog>
  );
}

interface ClientProps {
  readonly row: StandingView;
  readonly asking: LeaveQuestion | undefined;
  readonly onAsk: (question: LeaveQuestion | undefined) => void;
  /** It is no part of the crossing any more. */
  readonly onGone: () => void;
}

function Client(props: ClientProps) {
  const { row } = props;
  return (
    <Stack>
      <Cause row={row} />
      {row.repoint !== undefined && (
        <Copyable label={one.lines(row.repoint.file)} text={row.repoint.lines.join('\n')} />
      )}
      {row.reason === 'foreign' && <AnchorsDownload says={one.anchors} />}
      <Facts facts={factsOf(row)} />
      <Leave {...props} />
    </Stack>
  );
}

function Leave({ row, asking, onAsk, onGone }: ClientProps) {
  const path = `${useTenantApi()}/clients/${encodeURIComponent(row.id)}`;
  const pathOf = useTenantPath();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (row.kind === 'endpoint-server') return <Text size="sm">{one.isServer}</Text>;
  const { id, name, kind, state, reason } = row;
  const isSleeping = state === 'sleeping' || reason === 'sleeping';
  return (
    <>
      <LeaveButtons
        client={{ id, name, kind, isWaived: state === 'waived', isSleeping }}
        path={path}
        because={mayNot}
        asking={asking}
        onAsk={onAsk}
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
