import type { ActionPage } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useDeed, useMaybe } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { RetireDialog } from './RetireDialog.tsx';
import type { Leaving, RetireWay } from './retire-ways.ts';
import { WaiveDialog } from './WaiveDialog.tsx';

const says = texts.leave;

/** What is asked about first. */
export type LeaveQuestion = 'waive' | 'retire';

interface LeaveButtonsProps {
  readonly client: Leaving;
  /** Of the client, in the API. */
  readonly path: string;
  /** Why nothing of it can be done; undefined when it can. */
  readonly because: string | undefined;
  readonly asking: LeaveQuestion | undefined;
  readonly onAsk: (question: LeaveQuestion | undefined) => void;
  /** It is no part of a crossing any more. */
  readonly onRetired?: () => void;
}

/** Waives or retires a client that will not cross. */
export function LeaveButtons(props: LeaveButtonsProps) {
  const { client, path, because, asking, onAsk, onRetired } = props;
  const unwaive = useDeed();
  const close = () => onAsk(undefined);
  const done = (way: RetireWay) => {
    close();
    if (way === 'now') onRetired?.();
  };
  return (
    <>
      <Group gap="xs">
        {client.isWaived ? (
          <ReasonedButton
            variant="default"
            because={because}
            loading={unwaive.isPending}
            onClick={() => unwaive.mutate({ method: 'POST', path: `${path}/unwaive` })}
          >
            {says.unwaive}
          </ReasonedButton>
        ) : (
          <ReasonedButton variant="default" because={because} onClick={() => onAsk('waive')}>
            {says.waive}
          </ReasonedButton>
        )}
        <ReasonedButton variant="default" because={because} onClick={() => onAsk('retire')}>
          {says.retire}
        </ReasonedButton>
      </Group>
      <AskedToStop client={client} />
      {unwaive.error !== null && <RefusalAlert refusal={unwaive.error.refusal} />}
      {asking === 'waive' && <WaiveDialog name={client.name} path={path} onClose={close} />}
      {asking === 'retire' && <RetireDialog client={client} path={path} onClose={close} onDone={done} />}
    </>
  );
}

/** Says so until it has stopped, or the request is taken back. */
function AskedToStop({ client: { id, kind } }: Pick<LeaveButtonsProps, 'client'>) {
  const api = useTenantApi();
  const { data } = useMaybe<ActionPage>(kind === 'native' ? `${api}/actions?client=${id}` : undefined);
  const isAsked = data?.actions.some(({ kind, state }) => kind === 'retire' && state === 'waiting');
  if (isAsked !== true) return null;
  return (
    <Text size="sm" role="status">
      {says.asked}
    </Text>
  );
}
