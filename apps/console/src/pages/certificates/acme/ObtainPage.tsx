import type { AcmeAccountView, AcmeOrderView, ObtainCertificate } from '@causeway/contract/admin';
import { Button, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed, useThing } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { Empty } from '../../../parts/Empty.tsx';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { HostnamesField } from '../HostnamesField.tsx';
import { readLines } from '../hostname-lines.ts';

const { acme: says, create } = texts.certificates;

const challenges = ['http-01', 'tls-alpn-01', 'dns-01'] as const;

interface Form extends Required<Pick<ObtainCertificate, 'name' | 'account' | 'challenge' | 'dnsHook'>> {
  readonly hostnames: string;
}

const blank: Form = { name: '', account: '', hostnames: '', challenge: 'http-01', dnsHook: '' };

/** Begins to obtain a certificate by ACME; its order shows how it goes. */
export default function ObtainPage() {
  const accounts = useThing<AcmeAccountView[]>('/acme/accounts').filter(({ url }) => url !== null);
  const [form, setForm] = useState(blank);
  const navigate = useNavigate();
  const obtain = useDeed<AcmeOrderView>(({ id }) => void navigate({ to: `/certificates/acme/orders/${id}` }));
  const body = bodyOf(form, accounts);
  const because = useWhyNot(body);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) obtain.mutate({ method: 'POST', path: '/acme/orders', body });
  };
  if (accounts.length === 0) return <NoAccount />;
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.obtain} says={says.obtainSays} />
      <Stack maw={640}>
        <OrderFields form={form} accounts={accounts} onChange={(part) => setForm({ ...form, ...part })} />
        {obtain.error !== null && <RefusalAlert refusal={obtain.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={obtain.isPending}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}

function NoAccount() {
  return (
    <>
      <PageTitle title={says.obtain} says={says.obtainSays} />
      <Empty title={says.noAccountTitle} text={says.noAccountText}>
        <Button component={Link} to="/certificates/new/acme-account">
          {says.newAccount}
        </Button>
      </Empty>
    </>
  );
}

/** The first account is the one that is meant until another is chosen. */
function bodyOf(form: Form, [first]: readonly AcmeAccountView[]): ObtainCertificate {
  const { name, account, hostnames, challenge, dnsHook } = form;
  const isByHook = challenge === 'dns-01' && dnsHook.trim() !== '';
  return {
    name: name.trim(),
    account: account === '' ? (first?.name ?? '') : account,
    hostnames: readLines(hostnames),
    challenge,
    ...(isByHook && { dnsHook: dnsHook.trim() }),
  };
}

function useWhyNot({ name, hostnames }: ObtainCertificate): string | undefined {
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  if (name === '') return create.noName;
  return hostnames.length === 0 ? create.noHostname : undefined;
}

interface OrderFieldsProps {
  readonly form: Form;
  readonly accounts: readonly AcmeAccountView[];
  readonly onChange: (part: Partial<Form>) => void;
}

function OrderFields({ form, accounts, onChange }: OrderFieldsProps) {
  return (
    <>
      <NativeSelect
        label={says.account}
        data={accounts.map(({ name }) => name)}
        value={form.account}
        onChange={(event) => onChange({ account: event.currentTarget.value })}
      />
      <TextInput
        label={create.name}
        required
        maxLength={100}
        value={form.name}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <HostnamesField value={form.hostnames} onChange={(hostnames) => onChange({ hostnames })} />
      <Radio.Group
        label={says.challenge}
        value={form.challenge}
        // The options below are all that there is.
        onChange={(value) => onChange({ challenge: value as Form['challenge'] })}
      >
        <Stack gap="xs" mt={4}>
          {challenges.map((one) => (
            <Radio key={one} value={one} label={says.challenges[one]} />
          ))}
        </Stack>
      </Radio.Group>
      {form.challenge === 'dns-01' && (
        <TextInput
          label={says.hook}
          description={says.hookHint}
          value={form.dnsHook}
          onChange={(event) => onChange({ dnsHook: event.currentTarget.value })}
        />
      )}
    </>
  );
}
