import type { AcmeAccountView, CreateAcmeAccount } from '@causeway/contract/admin';
import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { AccountFields, type AccountForm } from './AccountFields.tsx';

const { acme: says } = texts.certificates;

const blank: AccountForm = {
  ...{ name: '', directoryUrl: '', email: '', anchor: '', issuerAnchor: '', kid: '', macKey: '' },
  agreesToTerms: false,
};

/** Registers an account with a CA. */
export default function NewAccountPage() {
  const [form, setForm] = useState(blank);
  const navigate = useNavigate();
  const register = useDeed<AcmeAccountView>(() => void navigate({ to: '/certificates/acme/orders' }));
  const because = useWhyNot(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined)
      register.mutate({ method: 'POST', path: '/acme/accounts', body: bodyOf(form) });
  };
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.newAccount} says={says.newAccountSays} />
      <Stack maw={640}>
        <AccountFields form={form} onChange={(part) => setForm({ ...form, ...part })} />
        <Checkbox
          label={says.agrees}
          checked={form.agreesToTerms}
          onChange={(event) => setForm({ ...form, agreesToTerms: event.currentTarget.checked })}
        />
        {register.error !== null && <RefusalAlert refusal={register.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={register.isPending}>
            {says.register}
          </ReasonedButton>
          {register.isPending && <Text size="sm">{says.registering}</Text>}
        </Group>
      </Stack>
    </form>
  );
}

/** What was left empty is not said. */
function bodyOf({
  name,
  directoryUrl,
  agreesToTerms,
  kid,
  macKey,
  ...others
}: AccountForm): CreateAcmeAccount {
  const said = Object.entries(others).filter(([, value]) => value.trim() !== '');
  return {
    ...{ name: name.trim(), directoryUrl: directoryUrl.trim(), agreesToTerms },
    ...Object.fromEntries(said.map(([field, value]) => [field, value.trim()])),
    ...((kid !== '' || macKey !== '') && { external: { kid: kid.trim(), macKey: macKey.trim() } }),
  };
}

function useWhyNot({ name, directoryUrl, agreesToTerms }: AccountForm): string | undefined {
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  if (mayNot !== undefined) return mayNot;
  if (name.trim() === '') return says.noName;
  if (directoryUrl.trim() === '') return says.noDirectory;
  return agreesToTerms ? undefined : says.noTerms;
}
