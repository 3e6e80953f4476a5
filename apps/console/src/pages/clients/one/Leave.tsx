import type { ClientDetailsView } from '@causeway/contract/admin';
import { Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { ConfirmByName } from '../../../parts/ConfirmByName.tsx';
import { FormDialog } from '../../../parts/FormDialog.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client.leave;

interface LeaveProps {
  readonly client: ClientDetailsView;
  readonly path: string;
}

/** A client that will not cross: waived with a reason, or retired. */
export function Leave({ client, path }: LeaveProps) {
  const [opened, setOpened] = useState<'waive' | 'retire' | undefined>();
  const unwaive = useDeed();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (client.state === 'retired' ? says.isRetired : undefined);
  const close = () => setOpened(undefined);
  return (
    <Section title={says.title} says={says.says}>
      <Group gap="xs">
        {client.waiver === null ? (
          <ReasonedButton variant="default" because={because} onClick={() => setOpened('waive')}>
            {says.waive}
          </ReasonedButton>
        ) : (
          <ReasonedButton
            variant="default"
            because={because}
            onClick={() => unwaive.mutate({ method: 'POST', path: `${path}/unwaive` })}
          >
            {says.unwaive}
          </ReasonedButton>
        )}
        <ReasonedButton variant="default" because={because} onClick={() => setOpened('retire')}>
          {says.retire}
        </ReasonedButton>
      </Group>
      {unwaive.error !== null && <RefusalAlert refusal={unwaive.error.refusal} />}
      {opened === 'waive' && <WaiveDialog client={client} path={path} onClose={close} />}
      <RetireDialog client={client} path={path} isOpen={opened === 'retire'} onClose={close} />
    </Section>
  );
}

interface DialogProps extends LeaveProps {
  readonly onClose: () => void;
}

function WaiveDialog({ client, path, onClose }: DialogProps) {
  const [reason, setReason] = useState('');
  const waive = useDeed(onClose);
  return (
    <FormDialog
      title={says.waiveTitle(client.name)}
      submit={says.waiveAction}
      isBusy={waive.isPending}
      because={reason.trim() === '' ? says.reasonMissing : undefined}
      error={waive.error}
      onSubmit={() =>
        waive.mutate({ method: 'POST', path: `${path}/waive`, body: { reason: reason.trim() } })
      }
      onClose={onClose}
    >
      <TextInput
        label={says.reason}
        description={says.reasonHint}
        maxLength={500}
        required
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function RetireDialog({ client, path, isOpen, onClose }: DialogProps & { readonly isOpen: boolean }) {
  const retire = useDeed(onClose);
  return (
    <ConfirmByName
      isOpen={isOpen}
      onClose={onClose}
      title={says.retireTitle(client.name)}
      text={says.retireText}
      name={client.name}
      action={says.retireAction}
      onConfirm={() => retire.mutate({ method: 'POST', path: `${path}/retire` })}
      isPending={retire.isPending}
      refusal={retire.error?.refusal}
    />
  );
}
