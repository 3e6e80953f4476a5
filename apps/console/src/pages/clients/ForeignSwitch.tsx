import type { TenantView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useDeed } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.foreignAgents.state;

interface ForeignSwitchProps {
  readonly settings: TenantView['foreignAgents'];
  readonly mayNot: string | undefined;
}

export function ForeignSwitch({ settings, mayNot }: ForeignSwitchProps) {
  const set = useDeed();
  const path = `${useTenantApi()}/foreign-agents`;
  const body = { foreignAgents: settings === null ? {} : null };
  return (
    <Section title={says.title} says={says.note}>
      <Group gap="xs" role="status">
        {settings === null ? (
          <StateBadge tone="quiet">{says.off}</StateBadge>
        ) : (
          <>
            <StateBadge tone={settings.user === null ? 'warning' : 'good'}>{says.on}</StateBadge>
            <Text size="sm">{settings.user === null ? says.open : says.secret(settings.user)}</Text>
          </>
        )}
      </Group>
      {set.error !== null && <RefusalAlert refusal={set.error.refusal} />}
      <Group>
        <ReasonedButton
          variant="default"
          because={mayNot}
          loading={set.isPending}
          onClick={() => set.mutate({ method: 'PUT', path, body })}
        >
          {settings === null ? says.switchOn : says.switchOff}
        </ReasonedButton>
      </Group>
    </Section>
  );
}
