import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { RetireDialog } from './RetireDialog.tsx';
import type { Leaving, RetireWay } from './retire-ways.ts';
import { WaiveDialog } from './WaiveDialog.tsx';

const says = texts.leave;

interface LeaveButtonsProps {
  readonly client: Leaving;
  /** Of the client, in the API. */
  readonly path: string;
  /** Why nothing of it can be done; undefined when it can. */
  readonly because: string | undefined;
  /** It is no part of a crossing any more. */
  readonly onRetired?: () => void;
}

/** Waives or retires a client that will not cross. */
export function LeaveButtons({ client, path, because, onRetired }: LeaveButtonsProps) {
  const [opened, setOpened] = useState<'waive' | 'retire' | undefined>();
  const [isAsked, setIsAsked] = useState(false);
  const unwaive = useDeed();
  const close = () => setOpened(undefined);
  const done = (way: RetireWay) => {
    close();
    if (way === 'ask') setIsAsked(true);
    else onRetired?.();
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
          <ReasonedButton variant="default" because={because} onClick={() => setOpened('waive')}>
            {says.waive}
          </ReasonedButton>
        )}
        <ReasonedButton variant="default" because={because} onClick={() => setOpened('retire')}>
          {says.retire}
        </ReasonedButton>
      </Group>
      {isAsked && (
        <Text size="sm" role="status">
          {says.asked}
        </Text>
      )}
      {unwaive.error !== null && <RefusalAlert refusal={unwaive.error.refusal} />}
      {opened === 'waive' && <WaiveDialog name={client.name} path={path} onClose={close} />}
      <RetireDialog isOpen={opened === 'retire'} client={client} path={path} onClose={close} onDone={done} />
    </>
  );
}
