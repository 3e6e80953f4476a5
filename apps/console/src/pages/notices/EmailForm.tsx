import type { AddEmailChannel } from '@causeway/contract/admin';
import {
  Fieldset,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import * as texts from '../../texts/index.ts';
import type { AddedChannel } from './Added.tsx';
import { AddForm, filledIn } from './AddForm.tsx';

const { add: says } = texts.notices;

const blank = { name: '', host: '', from: '', to: '', user: '', password: '', anchor: '' };

type Security = AddEmailChannel['security'];

/** As a rule; another can be typed. */
const portOf: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };
const securities = Object.entries(says.securities).map(([value, label]) => ({ value, label }));

export function EmailForm({ onAdded }: { readonly onAdded: (channel: AddedChannel) => void }) {
  const [form, setForm] = useState(blank);
  const [security, setSecurity] = useState<Security>('tls');
  const [port, setPort] = useState<number>();
  const fieldOf = (name: keyof typeof blank) => ({
    value: form[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const place = { security, port: port ?? portOf[security] };
  return (
    <AddForm kind="email" body={bodyOf(form, place)} onAdded={onAdded}>
      <TextInput
        label={says.name}
        description={says.nameHint}
        required
        maxLength={100}
        {...fieldOf('name')}
      />
      <TextInput label={says.host} required {...fieldOf('host')} />
      <NativeSelect
        label={says.security}
        data={securities}
        value={security}
        // The options above are all that there is.
        onChange={(event) => setSecurity(event.currentTarget.value as Security)}
      />
      <NumberInput
        label={says.port}
        min={1}
        max={65_535}
        allowDecimal={false}
        hideControls
        value={place.port}
        onChange={(value) => setPort(value === '' ? undefined : Number(value))}
      />
      <TextInput label={says.from} required inputMode="email" {...fieldOf('from')} />
      <Textarea label={says.to} description={says.toHint} required rows={2} autosize {...fieldOf('to')} />
      <Fieldset legend={says.signIn}>
        <Stack>
          <TextInput label={says.user} autoComplete="off" {...fieldOf('user')} />
          <PasswordInput
            label={says.password}
            description={says.passwordHint}
            autoComplete="new-password"
            {...fieldOf('password')}
          />
        </Stack>
      </Fieldset>
      <Textarea
        label={says.anchor}
        description={says.anchorHint}
        rows={3}
        spellCheck={false}
        {...fieldOf('anchor')}
      />
    </AddForm>
  );
}

function bodyOf(
  form: typeof blank,
  place: Pick<AddEmailChannel, 'security' | 'port'>,
): AddEmailChannel | undefined {
  const { name, host, from, to, ...others } = filledIn(form);
  if (name === undefined || host === undefined || from === undefined || to === undefined) return undefined;
  return { ...place, name, host, from, to: to.split(/[\s,]+/), ...others };
}
