import type { NewEnrollmentToken, TenantView } from '@causeway/contract/admin';
import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import * as texts from '../../texts/index.ts';
import { AnchorsDownload } from '../clients/AnchorsDownload.tsx';
import { addressesOf, isHttps } from '../clients/use-addresses.ts';
import { registerCommand } from './register-command.ts';

const says = texts.endpointServers.register;

interface RegisterDialogProps {
  readonly tenant: TenantView;
  readonly onClose: () => void;
}

/** A registration token, in the command that uses it. */
export function RegisterDialog({ tenant, onClose }: RegisterDialogProps) {
  const addresses = addressesOf(tenant.serving);
  const [form, setForm] = useState({ name: '', hostname: '', server: addresses[0] ?? '' });
  const [made, setMade] = useState<NewEnrollmentToken | undefined>();
  return (
    <Dialog onClose={onClose} title={says.title} size="lg">
      {made === undefined ? (
        <RegisterForm
          form={form}
          addresses={addresses}
          onChange={(part) => setForm({ ...form, ...part })}
          onMade={setMade}
        />
      ) : (
        <MadeCommand tenant={tenant.name} form={form} token={made.token} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface Form {
  readonly name: string;
  readonly hostname: string;
  readonly server: string;
}

interface RegisterFormProps {
  readonly form: Form;
  readonly addresses: string[];
  readonly onChange: (part: Partial<Form>) => void;
  readonly onMade: (token: NewEnrollmentToken) => void;
}

function RegisterForm({ form, addresses, onChange, onMade }: RegisterFormProps) {
  const make = useDeed<NewEnrollmentToken>(onMade);
  const path = `${useTenantApi()}/registration-tokens`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ method: 'POST', path, body: {} });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={says.name}
          description={says.nameHint}
          required
          pattern="[a-z0-9][a-z0-9\-]*"
          title={says.nameRule}
          data-autofocus
          autoComplete="off"
          value={form.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={says.hostname}
          description={says.hostnameHint}
          required
          pattern="[A-Za-z0-9.\-]+"
          title={says.hostnameHint}
          autoComplete="off"
          value={form.hostname}
          onChange={(event) => onChange({ hostname: event.currentTarget.value })}
        />
        <NativeSelect
          label={says.address}
          data={addresses}
          value={form.server}
          onChange={(event) => onChange({ server: event.currentTarget.value })}
        />
        {make.error !== null && <RefusalAlert refusal={make.error.refusal} />}
        <Group justify="flex-end">
          <Button type="submit" loading={make.isPending}>
            {says.make}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface MadeCommandProps {
  readonly tenant: string;
  readonly form: Form;
  readonly token: string;
  readonly onClose: () => void;
}

function MadeCommand({ tenant, form, token, onClose }: MadeCommandProps) {
  const anchorFile = isHttps(form.server) ? `${tenant}-anchors.pem` : undefined;
  return (
    <Stack>
      <Text size="sm">{says.says}</Text>
      <Copyable label={says.command} text={registerCommand({ ...form, token, anchorFile })} />
      <Text size="sm">{says.where}</Text>
      {anchorFile !== undefined && <AnchorsDownload says={says.anchor(anchorFile)} />}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {says.close}
        </Button>
      </Group>
    </Stack>
  );
}
