import type { ClientDetailsView, CountedGroup } from '@causeway/contract/admin';
import { Group, NativeSelect, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed, useThing } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client.group;

interface ClientGroupProps {
  readonly client: ClientDetailsView;
  readonly path: string;
}

/** Whose frequencies a client has. */
export function ClientGroup({ client, path }: ClientGroupProps) {
  const groups = useThing<CountedGroup[]>(`${useTenantApi()}/groups`);
  const [chosen, setChosen] = useState(client.group ?? '');
  const move = useDeed();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (chosen === (client.group ?? '') ? says.same : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { group: chosen === '' ? null : chosen };
    if (because === undefined) move.mutate({ method: 'POST', path: `${path}/group`, body });
  };
  return (
    <Section title={says.title} says={says.says}>
      {groups.length === 0 ? (
        <Text size="sm">{says.noGroups}</Text>
      ) : (
        <form onSubmit={submit}>
          <Group align="flex-end">
            <NativeSelect
              label={says.label}
              value={chosen}
              data={[
                { value: '', label: says.none },
                ...groups.map(({ name }) => ({ value: name, label: name })),
              ]}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <ReasonedButton type="submit" variant="default" because={because} loading={move.isPending}>
              {says.move}
            </ReasonedButton>
          </Group>
        </form>
      )}
      {move.error !== null && <RefusalAlert refusal={move.error.refusal} />}
    </Section>
  );
}
