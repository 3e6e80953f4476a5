import type { CountedGroup, CreateEnrollmentToken, NewEnrollmentToken } from '@causeway/contract/admin';
import { Group, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.enrollment.create;

/** As the API has them when nothing is said. */
const usual = { uses: 100, validHours: 24, group: '' };

export function NewToken({ onMade }: { readonly onMade: (token: NewEnrollmentToken) => void }) {
  const api = useTenantApi();
  const groups = useThing<CountedGroup[]>(`${api}/groups`);
  const [form, setForm] = useState(usual);
  const create = useDeed<NewEnrollmentToken>(onMade);
  const because = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { group, ...rest } = form;
    const body: CreateEnrollmentToken = { ...rest, ...(group !== '' && { group }) };
    if (because === undefined) create.mutate({ method: 'POST', path: `${api}/enrollment-tokens`, body });
  };
  return (
    <Section title={says.title}>
      <form onSubmit={submit}>
        <Stack>
          <TokenFields form={form} groups={groups} onChange={(part) => setForm({ ...form, ...part })} />
          {create.error !== null && <RefusalAlert refusal={create.error.refusal} />}
          <Group>
            <ReasonedButton type="submit" because={because} loading={create.isPending}>
              {says.submit}
            </ReasonedButton>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

interface TokenFieldsProps {
  readonly form: typeof usual;
  readonly groups: readonly CountedGroup[];
  readonly onChange: (part: Partial<typeof usual>) => void;
}

function TokenFields({ form, groups, onChange }: TokenFieldsProps) {
  const choices = groups.map(({ name }) => ({ value: name, label: name }));
  return (
    <Group align="flex-start">
      <NumberInput
        label={says.uses}
        description={says.usesHint}
        value={form.uses}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        onChange={(uses) => onChange({ uses: Number(uses) })}
      />
      <NumberInput
        label={says.hours}
        description={says.hoursHint}
        value={form.validHours}
        min={1}
        max={8784}
        onChange={(hours) => onChange({ validHours: Number(hours) })}
      />
      <NativeSelect
        label={says.group}
        description={says.groupHint}
        value={form.group}
        data={[{ value: '', label: says.noGroup }, ...choices]}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
    </Group>
  );
}
