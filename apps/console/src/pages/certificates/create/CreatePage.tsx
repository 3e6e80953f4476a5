import type { CertificateView } from '@causeway/contract/admin';
import { Group, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { useView } from '../../../app/use-view.ts';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { HostnamesField } from '../HostnamesField.tsx';
import { readLines } from '../hostname-lines.ts';

const { create: says } = texts.certificates;

type Issuer = 'internal' | 'self-signed';

/** A certificate whose key is made here: by our CA or self-signed. */
export default function CreatePage() {
  const [view, change] = useView();
  const issuer: Issuer = view.by === 'self-signed' ? 'self-signed' : 'internal';
  const [name, setName] = useState('');
  const [hostnames, setHostnames] = useState('');
  const [validDays, setValidDays] = useState<number>();
  const navigate = useNavigate();
  const create = useDeed<CertificateView>((made) => void navigate({ to: certificatePath(made.name) }));
  const names = readLines(hostnames);
  const because = useWhyNot(name, names);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), hostnames: names, ...(validDays !== undefined && { validDays }) };
    if (because === undefined) create.mutate({ method: 'POST', path: `/certificates/${issuer}`, body });
  };
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={640}>
        <IssuerField issuer={issuer} onChange={(by) => change({ by })} />
        <TextInput
          label={says.name}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <HostnamesField value={hostnames} onChange={setHostnames} />
        <NumberInput
          label={says.days}
          description={says.daysHint[issuer]}
          min={1}
          max={3650}
          allowDecimal={false}
          value={validDays ?? ''}
          onChange={(days) => setValidDays(days === '' ? undefined : Number(days))}
        />
        {create.error !== null && <RefusalAlert refusal={create.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={create.isPending}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}

function useWhyNot(name: string, hostnames: readonly string[]): string | undefined {
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  if (name.trim() === '') return says.noName;
  return hostnames.length === 0 ? says.noHostname : undefined;
}

interface IssuerFieldProps {
  readonly issuer: Issuer;
  readonly onChange: (issuer: string) => void;
}

function IssuerField({ issuer, onChange }: IssuerFieldProps) {
  return (
    <Radio.Group label={says.by} value={issuer} onChange={onChange}>
      <Stack gap="xs" mt={4}>
        <Radio value="internal" label={says.internal} description={says.internalHint} />
        <Radio value="self-signed" label={says.selfSigned} description={says.selfSignedHint} />
      </Stack>
    </Radio.Group>
  );
}
