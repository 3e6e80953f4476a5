import type { AddWebhookChannel } from '@causeway/contract/admin';
import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import * as texts from '../../texts/index.ts';
import type { AddedChannel } from './Added.tsx';
import { AddForm, filledIn } from './AddForm.tsx';

const { add: says } = texts.notices;

const blank = { name: '', url: '', secret: '', anchor: '' };

export function WebhookForm({ onAdded }: { readonly onAdded: (channel: AddedChannel) => void }) {
  const [form, setForm] = useState(blank);
  const fieldOf = (name: keyof typeof blank) => ({
    value: form[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  });
  return (
    <AddForm kind="webhook" body={bodyOf(form)} onAdded={onAdded}>
      <TextInput
        label={says.name}
        description={says.nameHint}
        required
        maxLength={100}
        {...fieldOf('name')}
      />
      <TextInput label={says.url} description={says.urlHint} required inputMode="url" {...fieldOf('url')} />
      <TextInput
        label={says.secret}
        description={says.secretHint}
        autoComplete="off"
        {...fieldOf('secret')}
      />
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

function bodyOf(form: typeof blank): AddWebhookChannel | undefined {
  const { name, url, ...others } = filledIn(form);
  return name === undefined || url === undefined ? undefined : { name, url, ...others };
}
