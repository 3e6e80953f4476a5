import { useState } from 'react';
import type { AddedChannel } from './Added.tsx';
import { AddForm } from './AddForm.tsx';
import { newWebhook, webhookFormOf } from './channel-fields.ts';
import { NameField } from './NameField.tsx';
import { WebhookFields } from './WebhookFields.tsx';

export function WebhookForm({ onAdded }: { readonly onAdded: (channel: AddedChannel) => void }) {
  const [name, setName] = useState('');
  const [form, setForm] = useState(() => webhookFormOf());
  return (
    <AddForm kind="webhook" body={newWebhook(name, form)} onAdded={onAdded}>
      <NameField value={name} onChange={setName} />
      <WebhookFields form={form} onChange={setForm} />
    </AddForm>
  );
}
