import type { TenantView } from '@causeway/contract/admin';
import { Group, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { DurationField } from '../../parts/DurationField.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { changedFrequencies, type FrequencyForm, frequencyFields } from './frequency-fields.ts';

const says = texts.frequencies;

/** What holds for every client that is in no group which says otherwise. */
export function TenantFrequencies({ tenant }: { readonly tenant: TenantView }) {
  const api = useTenantApi();
  const [edited, setEdited] = useState<Partial<FrequencyForm>>({});
  const form = { ...tenant, ...edited };
  const body = changedFrequencies(tenant, form);
  const save = useDeed(() => setEdited({}));
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (body === undefined ? says.unchanged : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) save.mutate({ method: 'PUT', path: `${api}/frequencies`, body });
  };
  return (
    <Section title={says.tenant.title} says={says.tenant.says}>
      <form onSubmit={submit}>
        <Stack>
          {frequencyFields.map(({ name, text }) => (
            <DurationField
              key={name}
              label={says[text]}
              description={says[`${text}Hint`]}
              value={form[name]}
              onChange={(seconds) => setEdited({ ...edited, [name]: seconds })}
            />
          ))}
          {save.error !== null && <RefusalAlert refusal={save.error.refusal} />}
          <Group>
            <ReasonedButton type="submit" because={because} loading={save.isPending}>
              {says.save}
            </ReasonedButton>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
