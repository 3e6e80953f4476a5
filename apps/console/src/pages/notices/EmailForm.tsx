import { useState } from 'react';
import type { AddedChannel } from './Added.tsx';
import { AddForm } from './AddForm.tsx';
import { emailFormOf, newEmail } from './channel-fields.ts';
import { EmailFields } from './EmailFields.tsx';
import { NameField } from './NameField.tsx';

export function EmailForm({ onAdded }: { readonly onAdded: (channel: AddedChannel) => void }) {
  const [name, setName] = useState('');
  const [form, setForm] = useState(() => emailFormOf());
  return (
    <AddForm kind="email" body={newEmail(name, form)} onAdded={onAdded}>
      <NameField value={name} onChange={setName} />
      <EmailFields form={form} onChange={setForm} />
    </AddForm>
  );
}
