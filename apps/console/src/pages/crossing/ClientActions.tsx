import type { StandingView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { ConfirmByName } from '../../parts/ConfirmByName.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { WaiveDialog } from './WaiveDialog.tsx';

const {
  crossing: { one: says },
} = texts;

interface ClientActionsProps {
  readonly row: StandingView;
  /** It is no part of the crossing any more. */
  readonly onGone: () => void;
}

/** What an admin does about a client that does not cross. */
export function ClientActions({ row, onGone }: ClientActionsProps) {
  const path = `${useTenantApi()}/clients/${encodeURIComponent(row.id)}`;
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (row.kind === 'endpoint-server' ? says.isServer : undefined);
  const unwaive = useDeed();
  return (
    <>
      <Group>
        {row.state === 'waived' ? (
          <ReasonedButton
            variant="default"
            because={because}
            loading={unwaive.isPending}
            onClick={() => unwaive.mutate({ method: 'POST', path: `${path}/unwaive` })}
          >
            {says.unwaive}
          </ReasonedButton>
        ) : (
          <Waive row={row} path={path} because={because} />
        )}
        <Retire row={row} path={path} because={because} onGone={onGone} />
      </Group>
      {unwaive.error !== null && <RefusalAlert refusal={unwaive.error.refusal} />}
    </>
  );
}

interface ActionProps {
  readonly row: StandingView;
  readonly path: string;
  readonly because: string | undefined;
}

function Waive({ row, path, because }: ActionProps) {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={open}>
        {says.waive}
      </ReasonedButton>
      <WaiveDialog isOpen={isOpen} onClose={close} name={row.name} path={path} />
    </>
  );
}

function Retire({ row, path, because, onGone }: ActionProps & Pick<ClientActionsProps, 'onGone'>) {
  const [isOpen, { open, close }] = useDisclosure();
  const retire = useDeed(() => {
    close();
    onGone();
  });
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={open}>
        {says.retire}
      </ReasonedButton>
      <ConfirmByName
        isOpen={isOpen}
        onClose={close}
        title={says.retireTitle(row.name)}
        text={says.retireText}
        name={row.name}
        action={says.retire}
        isPending={retire.isPending}
        refusal={retire.error?.refusal}
        onConfirm={() => retire.mutate({ method: 'POST', path: `${path}/retire` })}
      />
    </>
  );
}
