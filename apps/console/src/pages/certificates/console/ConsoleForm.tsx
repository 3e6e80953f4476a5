import type { CertificateView, ConfigureConsole, ConfigureConsoleAnswer } from '@causeway/contract/admin';
import { Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed, useThing } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';

const { console: says, replace } = texts.certificates;

/** Chooses what the console shows next; with it the trial begins. */
export function ConsoleForm({ inForce }: { readonly inForce: string }) {
  const others = useThing<CertificateView[]>('/certificates').filter(({ name }) => name !== inForce);
  const [certificate, setCertificate] = useState('');
  const [hostname, setHostname] = useState(location.hostname);
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? (certificate === '' ? says.notChosen : undefined);
  const attempt = useDeed<ConfigureConsoleAnswer>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body: ConfigureConsole = { certificate, hostname };
    if (because === undefined) attempt.mutate({ method: 'PUT', path: '/console/certificate', body });
  };
  return (
    <form onSubmit={submit}>
      <Section title={says.change} says={says.changeSays}>
        <NativeSelect
          label={says.with}
          data={[
            { value: '', label: replace.choose },
            ...others.map(({ name, hostnames }) => ({
              value: name,
              label: `${name}: ${hostnames.join(', ')}`,
            })),
          ]}
          value={certificate}
          onChange={(event) => setCertificate(event.currentTarget.value)}
        />
        <TextInput
          label={says.hostname}
          description={says.hostnameHint}
          value={hostname}
          onChange={(event) => setHostname(event.currentTarget.value)}
        />
        {attempt.error !== null && <RefusalAlert refusal={attempt.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={attempt.isPending}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Section>
    </form>
  );
}
