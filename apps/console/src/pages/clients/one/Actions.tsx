import type { ClientDetailsView } from '@causeway/contract/admin';
import { Checkbox, Group, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { ActionTable } from './ActionTable.tsx';
import { askedKinds, whyDeaf } from './action-kinds.ts';

const says = texts.client.actions;

interface ActionsProps {
  readonly client: ClientDetailsView;
  /** Of the client, in the API. */
  readonly path: string;
}

/** What a client can be asked to do, and what became of it. */
export function Actions({ client, path }: ActionsProps) {
  const [isFull, setIsFull] = useState(false);
  const ask = useDeed();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = whyDeaf(client) ?? mayNot;
  return (
    <Section title={says.title} says={says.says}>
      <List size="sm" c="dimmed">
        {askedKinds.map((kind) => (
          <List.Item key={kind}>
            {says.kinds[kind]}: {says.hints[kind]}
          </List.Item>
        ))}
      </List>
      <Checkbox
        label={says.full}
        checked={isFull}
        onChange={(event) => setIsFull(event.currentTarget.checked)}
      />
      <Group gap="xs">
        {askedKinds.map((kind) => (
          <ReasonedButton
            key={kind}
            variant="default"
            because={because}
            onClick={() =>
              ask.mutate({
                ...{ method: 'POST', path: `${path}/actions` },
                body: { kind, ...(kind === 'inventory' && { full: isFull }) },
              })
            }
          >
            {says.kinds[kind]}
          </ReasonedButton>
        ))}
      </Group>
      {ask.error !== null && <RefusalAlert refusal={ask.error.refusal} />}
      {client.kind === 'native' ? (
        <ActionTable client={client} mayNot={mayNot} />
      ) : (
        <Text size="sm">{says.foreign}</Text>
      )}
    </Section>
  );
}
