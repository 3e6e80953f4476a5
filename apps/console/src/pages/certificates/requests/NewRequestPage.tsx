import type { CertificateRequestView, CreateCertificateRequest } from '@causeway/contract/admin';
import { Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { requestPath } from '../certificate-path.ts';
import { HostnamesField } from '../HostnamesField.tsx';
import { readLines } from '../hostname-lines.ts';

const { requests: says, create } = texts.certificates;

const keyTypes = Object.entries(says.keyTypes).map(([value, label]) => ({ value, label }));
const blank = { name: '', hostnames: '', keyType: 'ecdsa-p256', organization: '', country: '' };
type Form = typeof blank;

/** Makes a key and the request for it, which then goes to a CA. */
export default function NewRequestPage() {
  const [form, setForm] = useState(blank);
  const navigate = useNavigate();
  const make = useDeed<CertificateRequestView>(({ name }) => void navigate({ to: requestPath(name) }));
  const body = bodyOf(form);
  const because = useWhyNot(body);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) make.mutate({ method: 'POST', path: '/certificate-requests', body });
  };
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.new} says={says.newSays} />
      <Stack maw={640}>
        <RequestFields form={form} onChange={(part) => setForm({ ...form, ...part })} />
        {make.error !== null && <RefusalAlert refusal={make.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={make.isPending}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}

function bodyOf({ name, hostnames, keyType, organization, country }: Form): CreateCertificateRequest {
  return {
    name: name.trim(),
    hostnames: readLines(hostnames),
    keyType: keyType === 'rsa-3072' ? 'rsa-3072' : 'ecdsa-p256',
    ...(organization.trim() !== '' && { organization: organization.trim() }),
    ...(country.trim() !== '' && { country: country.trim().toUpperCase() }),
  };
}

function useWhyNot({ name, hostnames }: CreateCertificateRequest): string | undefined {
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  if (name === '') return create.noName;
  return hostnames.length === 0 ? create.noHostname : undefined;
}

interface RequestFieldsProps {
  readonly form: Form;
  readonly onChange: (part: Partial<Form>) => void;
}

function RequestFields({ form, onChange }: RequestFieldsProps) {
  return (
    <>
      <TextInput
        label={create.name}
        required
        maxLength={100}
        value={form.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <HostnamesField value={form.hostnames} onChange={(hostnames) => onChange({ hostnames })} />
      <NativeSelect
        label={says.keyType}
        description={says.keyTypeHint}
        data={keyTypes}
        value={form.keyType}
        onChange={(event) => onChange({ keyType: event.currentTarget.value })}
      />
      <TextInput
        label={says.organization}
        maxLength={64}
        value={form.organization}
        onChange={(event) => onChange({ organization: event.currentTarget.value })}
      />
      <TextInput
        label={says.country}
        description={says.countryHint}
        maxLength={2}
        value={form.country}
        onChange={(event) => onChange({ country: event.currentTarget.value })}
      />
    </>
  );
}
