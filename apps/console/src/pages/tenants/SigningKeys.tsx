import type { SigningKeysView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { Facts } from '../../parts/Facts.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.tenantTabs.general.keys;

/** What signs config.ini, and the next step of a rotation. */
export function SigningKeys() {
  const path = `${useTenantApi()}/signing-key`;
  const { current, next } = useThing<SigningKeysView>(path);
  const rotate = useDeed<SigningKeysView>();
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  return (
    <Section title={says.title} says={says.says}>
      <Facts
        facts={[
          [says.current, <code key="current">{current}</code>],
          [says.next, next === null ? says.none : <code key="next">{next}</code>],
        ]}
      />
      {rotate.error !== null && <RefusalAlert refusal={rotate.error.refusal} />}
      <Group>
        <ReasonedButton
          variant="default"
          because={mayNot}
          loading={rotate.isPending}
          onClick={() => rotate.mutate({ method: 'POST', path: `${path}/rotate` })}
        >
          {next === null ? says.announce : says.takeOver}
        </ReasonedButton>
      </Group>
    </Section>
  );
}
