import type { ClientDetailsView, DiagnosticsView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useMaybe } from '../../../api/use-api.ts';
import { DownloadLink } from '../../../parts/DownloadLink.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import { texts } from '../../../texts/index.ts';

const says = texts.client.diagnostics;

interface DiagnosticsProps {
  readonly client: ClientDetailsView;
  readonly path: string;
}

/** The newest diagnostics that a client sent, as a file. */
export function Diagnostics({ client, path }: DiagnosticsProps) {
  const { data, error } = useMaybe<DiagnosticsView>(`${path}/diagnostics`);
  const refusal = error?.refusal;
  return (
    <Section title={says.title} says={says.says}>
      {refusal?.code === 'DIAGNOSTICS_NOT_FOUND' && <Text size="sm">{says.none}</Text>}
      {refusal !== undefined && refusal.code !== 'DIAGNOSTICS_NOT_FOUND' && (
        <RefusalAlert refusal={refusal} />
      )}
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
