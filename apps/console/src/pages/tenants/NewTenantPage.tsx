import type { CreateTenant, TenantView } from '@causeway/contract/admin';
import { Anchor, Breadcrumbs, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { type Foreseen, useForeseenChange, whyNotYet } from './ForeseenChange.tsx';
import { ForeseenTenant } from './ForeseenTenant.tsx';
import { firstForm, requestOf, type TenantForm } from './new-tenant.ts';
import { ProxyFields, SiteFields } from './SiteFields.tsx';

const says = texts.newTenant;

/** Creates a tenant; what speaks against it is said while one types. Leads to the enrollment of its first client. */
export default function NewTenantPage() {
  const [form, setForm] = useState<TenantForm>(firstForm);
  const change = (part: Partial<TenantForm>) => setForm({ ...form, ...part });
  const wanted = requestOf(form);
  const foreseen = useForeseenChange('/tenants', wanted);
  const navigate = useNavigate();
  const create = useDeed<TenantView>(({ name }) => {
    void navigate({ to: `/tenants/${name}/clients/enrollment` });
  });
  const because = useWhyNot(wanted, foreseen);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) create.mutate({ method: 'POST', path: '/tenants', body: wanted });
  };
  return (
    <form onSubmit={submit}>
      <Breadcrumbs mb="xs">
        <Anchor component={Link} to="/tenants">
          {texts.tenants.title}
        </Anchor>
        <Text>{says.title}</Text>
      </Breadcrumbs>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={640}>
        <NameField form={form} onChange={change} />
        <SiteFields form={form} onChange={change} />
        <Text size="sm" c="dimmed">
          {says.binding}
        </Text>
        <ProxyFields form={form} onChange={change} />
        <ForeseenTenant isComplete={wanted !== undefined} {...foreseen} />
        {create.error !== null && <RefusalAlert refusal={create.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={create.isPending}>
            {says.create}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}

function useWhyNot(wanted: CreateTenant | undefined, foreseen: Foreseen): string | undefined {
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  return wanted === undefined ? says.incomplete : whyNotYet(foreseen);
}

interface NameFieldProps {
  readonly form: TenantForm;
  readonly onChange: (part: Partial<TenantForm>) => void;
}

function NameField({ form, onChange }: NameFieldProps) {
  return (
    <TextInput
      label={says.name}
      description={says.nameHint}
      placeholder={says.nameExample}
      value={form.name}
      autoComplete="off"
      onChange={(event) => onChange({ name: event.currentTarget.value })}
    />
  );
}
