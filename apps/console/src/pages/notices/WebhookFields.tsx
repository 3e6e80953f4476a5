import { TextInput } from '@mantine/core';
import * as texts from '../../texts/index.ts';
import { AnchorField } from './AnchorField.tsx';
import type { WebhookForm } from './channel-fields.ts';

const { add, change } = texts.notices;

interface WebhookFieldsProps {
  readonly form: WebhookForm;
  readonly onChange: (form: WebhookForm) => void;
  /** Of a channel that is there: what is left empty stays. */
  readonly isKept?: boolean;
}

export function WebhookFields({ form, onChange, isKept = false }: WebhookFieldsProps) {
  const set = (part: Partial<WebhookForm>) => onChange({ ...form, ...part });
  return (
    <>
      <TextInput
        label={add.url}
        description={isKept ? change.urlHint : add.urlHint}
        required={!isKept}
        inputMode="url"
        value={form.url}
        onChange={(event) => set({ url: event.currentTarget.value })}
      />
      <TextInput
        label={add.secret}
        description={isKept ? change.secretHint : add.secretHint}
        autoComplete="off"
        value={form.secret}
        onChange={(event) => set({ secret: event.currentTarget.value })}
      />
      <AnchorField value={form.anchor} onChange={(anchor) => set({ anchor })} />
    </>
  );
}
