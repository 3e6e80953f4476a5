import { Fieldset, PasswordInput, Stack, Textarea, TextInput } from '@mantine/core';
import * as texts from '../../../texts/index.ts';

const { acme: says } = texts.certificates;

export interface AccountForm {
  readonly name: string;
  readonly directoryUrl: string;
  readonly email: string;
  readonly anchor: string;
  readonly issuerAnchor: string;
  readonly kid: string;
  readonly macKey: string;
  readonly agreesToTerms: boolean;
}

type TextOf = Exclude<keyof AccountForm, 'agreesToTerms'>;

interface AccountFieldsProps {
  readonly form: AccountForm;
  readonly onChange: (part: Partial<AccountForm>) => void;
}

export function AccountFields({ form, onChange }: AccountFieldsProps) {
  const fieldOf = (name: TextOf) => ({
    value: form[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput label={says.name} description={says.nameHint} required maxLength={63} {...fieldOf('name')} />
      <TextInput
        label={says.directory}
        description={says.directoryHint}
        required
        type="url"
        {...fieldOf('directoryUrl')}
      />
      <TextInput label={says.email} description={says.emailHint} type="email" {...fieldOf('email')} />
      <Fieldset legend={says.privateCa}>
        <Stack>
          <Textarea
            label={says.anchor}
            description={says.anchorHint}
            rows={3}
            spellCheck={false}
            {...fieldOf('anchor')}
          />
          <Textarea
            label={says.issuerAnchor}
            description={says.issuerAnchorHint}
            rows={3}
            spellCheck={false}
            {...fieldOf('issuerAnchor')}
          />
          <TextInput label={says.kid} description={says.externalHint} {...fieldOf('kid')} />
          <PasswordInput label={says.macKey} autoComplete="off" {...fieldOf('macKey')} />
        </Stack>
      </Fieldset>
    </>
  );
}
