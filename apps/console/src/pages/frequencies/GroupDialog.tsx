import type { CountedGroup, TenantView } from '@causeway/contract/admin';
import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { DurationField } from '../../parts/DurationField.tsx';
import { FormDialog } from '../../parts/FormDialog.tsx';
import * as texts from '../../texts/index.ts';
import { changedGroup, frequencyFields, type GroupForm } from './frequency-fields.ts';

const says = texts.frequencies.groups;

const asTenant: GroupForm = {
  ...{ pollingIntervalSeconds: null, inventoryIntervalSeconds: null, activeWindowSeconds: null },
};

interface GroupDialogProps {
  /** Undefined for one that is to be made. */
  readonly group: CountedGroup | undefined;
  readonly taken: readonly string[];
  readonly tenant: TenantView;
  readonly onClose: () => void;
}

export function GroupDialog({ group, taken, tenant, onClose }: GroupDialogProps) {
  const [name, setName] = useState(group?.name ?? '');
  const before = group ?? asTenant;
  const [edited, setEdited] = useState<Partial<GroupForm>>({});
  const form = { ...before, ...edited };
  const save = useDeed(onClose);
  const isTaken = group === undefined && taken.includes(name);
  const changed = changedGroup(before, form);
  const path = `${useTenantApi()}/groups/${encodeURIComponent(name)}`;
  return (
    <FormDialog
      title={group === undefined ? says.addTitle : says.changeTitle(group.name)}
      submit={group === undefined ? says.create : texts.frequencies.save}
      isBusy={save.isPending}
      because={whyNot({ name, isTaken, isUnchanged: group !== undefined && changed === undefined })}
      error={save.error}
      onSubmit={() => save.mutate({ method: 'PUT', path, body: changed ?? {} })}
      onClose={onClose}
    >
      {group === undefined && (
        <TextInput
          label={says.name}
          description={says.nameHint}
          error={isTaken && says.taken}
          required
          data-autofocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <OwnFields form={form} tenant={tenant} onChange={(part) => setEdited({ ...edited, ...part })} />
    </FormDialog>
  );
}

interface Wish {
  readonly name: string;
  readonly isTaken: boolean;
  readonly isUnchanged: boolean;
}

function whyNot({ name, isTaken, isUnchanged }: Wish): string | undefined {
  if (name === '') return says.nameless;
  if (isTaken) return says.taken;
  return isUnchanged ? texts.frequencies.unchanged : undefined;
}

interface OwnFieldsProps {
  readonly form: GroupForm;
  readonly tenant: TenantView;
  readonly onChange: (part: Partial<GroupForm>) => void;
}

/** Each frequency is the tenant's until the group gets one of its own. */
function OwnFields({ form, tenant, onChange }: OwnFieldsProps) {
  return frequencyFields.map(({ name, text }) => (
    <Stack key={name} gap="xs">
      <Checkbox
        label={says.own[text]}
        checked={form[name] !== null}
        onChange={(event) => onChange({ [name]: event.currentTarget.checked ? tenant[name] : null })}
      />
      {form[name] !== null && (
        <DurationField
          label={texts.frequencies[text]}
          value={form[name]}
          onChange={(seconds) => onChange({ [name]: seconds })}
        />
      )}
    </Stack>
  ));
}
