import type { EndpointServerView } from '@causeway/contract/admin';
import { Alert, Group, Stack, Text } from '@mantine/core';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { describeSite } from '../tenants/describe-site.ts';
import { siteOfLocal } from './local-site.ts';

const says = texts.endpointServers.one.local;

interface LocalChangeProps {
  readonly server: EndpointServerView;
  readonly path: string;
}

/** What was changed at the endpoint server itself, to be kept or taken back. */
export function LocalChange({ server: { local }, path }: LocalChangeProps) {
  if (local === null) return null;
  const { site, certificate, at, outcome, why } = local;
  const isOpen = outcome === 'seen';
  return (
    <Alert color={isOpen ? 'orange' : 'gray'} variant="light" title={says.title}>
      <Stack gap="xs">
        <Text size="sm">
          {says.text(describeSite(siteOfLocal(site, certificate)))} {says.at} <When at={at} />.
        </Text>
        <Text size="sm">{says.outcomes[outcome] ?? outcome}</Text>
        {why !== null && (
          <Text size="sm">
            {says.why}: {why}
          </Text>
        )}
        {isOpen && <Decision path={path} />}
      </Stack>
    </Alert>
  );
}

function Decision({ path }: { readonly path: string }) {
  const decide = useDeed();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <Text size="sm">{says.wait}</Text>
      {decide.error !== null && <RefusalAlert refusal={decide.error.refusal} />}
      <Group gap="xs">
        {(['adopt', 'overrule'] as const).map((verb) => (
          <ReasonedButton
            key={verb}
            variant="default"
            because={mayNot}
            loading={decide.isPending}
            onClick={() => decide.mutate({ method: 'POST', path: `${path}/${verb}` })}
          >
            {says[verb]}
          </ReasonedButton>
        ))}
      </Group>
    </>
  );
}
