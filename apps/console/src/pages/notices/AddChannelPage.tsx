import { useState } from 'react';
import { useView } from '../../app/use-view.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { Added, type AddedChannel } from './Added.tsx';
import { EmailForm } from './EmailForm.tsx';
import { WebhookForm } from './WebhookForm.tsx';

const { add: says } = texts.notices;

/** A new channel; the secret of a webhook is shown behind it, once. */
export default function AddChannelPage() {
  const [view] = useView();
  const kind = view.kind === 'email' ? 'email' : 'webhook';
  const [added, setAdded] = useState<AddedChannel>();
  const Form = kind === 'email' ? EmailForm : WebhookForm;
  if (added !== undefined) return <Added channel={added} />;
  return (
    <>
      <PageTitle title={says.titles[kind]} says={says.says[kind]} />
      <Form key={kind} onAdded={setAdded} />
    </>
  );
}
