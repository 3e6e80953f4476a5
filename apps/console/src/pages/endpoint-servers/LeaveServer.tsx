import type { ConfigureAnswer, EndpointServerView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantPath } from '../../app/tenant.ts';
import { ConfirmByName } from '../../parts/ConfirmByName.tsx';
import { DeleteByName } from '../../parts/DeleteByName.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { useFollowChange } from './use-follow-change.ts';

const says = texts.endpointServers.one.leave;

interface LeaveServerProps {
  readonly server: EndpointServerView;
  readonly path: string;
}

/** Retires an endpoint server, and forgets one that is retired. */
export function LeaveServer({ server: { name, state }, path }: LeaveServerProps) {
  const [isAsking, setIsAsking] = useState(false);
  const navigate = useNavigate();
  const pathOf = useTenantPath();
  const follow = useFollowChange();
  const retire = useDeed<ConfigureAnswer>((answer) => {
    setIsAsking(false);
    follow(answer);
  });
  const close = () => {
    setIsAsking(false);
    retire.reset();
  };
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const isRetired = state === 'retired';
  return (
    <Section title={says.title} says={says.says}>
      <Group gap="xs">
        <ReasonedButton
          variant="default"
          because={mayNot ?? (isRetired ? says.isRetired : undefined)}
          onClick={() => setIsAsking(true)}
        >
          {says.retire}
        </ReasonedButton>
        <DeleteByName
          button={says.delete}
          because={mayNot ?? (isRetired ? undefined : says.notRetired)}
          title={says.deleteTitle(name)}
          text={says.deleteText}
          name={name}
          action={says.deleteAction}
          path={path}
          onDone={() => void navigate({ to: pathOf('/endpoint-servers') })}
        />
      </Group>
      {isAsking && (
        <ConfirmByName
          onClose={close}
          title={says.retireTitle(name)}
          text={state === 'pending' ? says.refuseText : says.retireText}
          name={name}
          action={says.retireAction}
          onConfirm={() => retire.mutate({ method: 'POST', path: `${path}/retire`, body: {} })}
          isPending={retire.isPending}
          refusal={retire.error?.refusal}
        />
      )}
    </Section>
  );
}
