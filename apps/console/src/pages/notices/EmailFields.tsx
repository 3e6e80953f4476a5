import {
  Fieldset,
  NativeSelect,
  NumberInput,
  PasswordInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import * as texts from '../../texts/index.ts';
import { AnchorField } from './AnchorField.tsx';
import { type EmailForm, portOf, type Security } from './channel-fields.ts';

const { add: says, change } = texts.notices;

const securities = Object.entries(says.securities).map(([value, label]) => ({ value, label }));

interface EmailFieldsProps {
  readonly form: EmailForm;
  readonly onChange: (form: EmailForm) => void;
  /** Of a channel that is there: its password stays when none is typed. */
  readonly isKept?: boolean;
}

export function EmailFields({ form, onChange, isKept = false }: EmailFieldsProps) {
  const set = (part: Partial<EmailForm>) => onChange({ ...form, ...part });
  const typed = (name: 'host' | 'from' | 'to' | 'user' | 'password') => ({
    value: form[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput label={says.host} required {...typed('host')} />
      <NativeSelect
        label={says.security}
        data={securities}
        value={form.security}
        // The options above are all that there is.
        onChange={(event) => set({ security: event.currentTarget.value as Security })}
      />
      <NumberInput
        label={says.port}
        min={1}
        max={65_535}
        allowDecimal={false}
        hideControls
        value={portOf(form)}
        onChange={(value) => set({ port: value === '' ? undefined : Number(value) })}
      />
      <TextInput label={says.from} required inputMode="email" {...typed('from')} />
      <Textarea label={says.to} description={says.toHint} required rows={2} autosize {...typed('to')} />
      <Fieldset legend={says.signIn}>
        <Stack>
          <TextInput label={says.user} autoComplete="off" {...typed('user')} />
          <PasswordInput
            label={says.password}
            description={isKept ? change.passwordHint : says.passwordHint}
            autoComplete="new-password"
            {...typed('password')}
          />
        </Stack>
      </Fieldset>
      <AnchorField value={form.anchor} onChange={(anchor) => set({ anchor })} />
    </>
  );
}
