import type { OpenIdView, SetOpenId } from '@causeway/contract/admin';
import { PasswordInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { type OpenIdFields, openIdFieldsOf, openIdRequest } from './open-id-fields.ts';

const says = texts.openId;

interface OpenIdFormProps {
  readonly path: string;
  readonly provider: OpenIdView | undefined;
  readonly onClose: () => void;
}

/** Replaces what was set; the provider is asked before it is kept. */
export function OpenIdForm({ path, provider, onClose }: OpenIdFormProps) {
  const [fields, setFields] = useState<OpenIdFields>(() => openIdFieldsOf(provider));
  const save = useDeed(onClose);
  const body: SetOpenId = openIdRequest(fields);
  const text = (name: keyof OpenIdFields, label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      required={name === 'issuer' || name === 'clientId' || name === 'roleClaim'}
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
    />
  );
  return (
    <FormDialog
      title={says.title}
      submit={says.save}
      isBusy={save.isPending}
      error={save.error}
      onSubmit={() => save.mutate({ method: 'PUT', path, body })}
      onClose={onClose}
    >
      {text('issuer', says.issuer, says.issuerHint)}
      {text('clientId', says.clientId)}
      <PasswordInput
        label={says.clientSecret}
        description={says.clientSecretHint}
        autoComplete="off"
        required
        value={fields.clientSecret}
        onChange={(event) => setFields({ ...fields, clientSecret: event.currentTarget.value })}
      />
      {text('scopes', says.scopes, says.scopesHint)}
      {text('roleClaim', says.roleClaim, says.roleClaimHint)}
      {text('admin', texts.roles.admin, says.valuesHint)}
      {text('operator', texts.roles.operator, says.valuesHint)}
      {text('viewer', texts.roles.viewer, says.valuesHint)}
      <Textarea
        label={says.anchor}
        description={says.anchorHint}
        autosize
        minRows={2}
        maxRows={6}
        value={fields.anchor}
        onChange={(event) => setFields({ ...fields, anchor: event.currentTarget.value })}
      />
    </FormDialog>
  );
}
