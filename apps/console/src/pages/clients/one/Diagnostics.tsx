import type { ActionPage, ClientDetailsView, DiagnosticsView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useMaybe, useThing } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { DownloadLink } from '../../../parts/DownloadLink.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.client.diagnostics;

interface DiagnosticsProps {
  readonly client: ClientDetailsView;
  readonly path: string;
}

/** The newest diagnostics that a client sent, as a file. */
export function Diagnostics({ client, path }: DiagnosticsProps) {
  const { actions } = useThing<ActionPage>(`${useTenantApi()}/actions?client=${client.id}`);
  const isSent = actions.some(({ kind, state }) => kind === 'diagnostics' && state === 'done');
  const { data, error } = useMaybe<DiagnosticsView>(isSent ? `${path}/diagnostics` : undefined);
  const refusal = error?.refusal;
  return (
    <Section title={says.title} says={says.says}>
      {!isSent && <Text size="sm">{says.none}</Text>}
      {refusal !== undefined && <RefusalAlert refusal={refusal} />}
      {data !== undefined && refusal === undefined && (
        <Group>
          <Text size="sm">
            {says.received} <When at={data.receivedAt} />
          </Text>
          <DownloadLink
            name={`${client.name}-diagnostics.json`}
            text={JSON.stringify(data.document, null, 2)}
          >
            {says.download}
          </DownloadLink>
        </Group>
      )}
    </Section>
  );
}
