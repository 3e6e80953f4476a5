import type { CertificateView } from '@causeway/contract/admin';
import { Checkbox, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { useRefusal } from '../../../app/session.ts';
import { PageTitle } from '../../../parts/PageTitle.tsx';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { FileDrop } from './FileDrop.tsx';
import { type ChosenFile, gatherFiles } from './gather-files.ts';
import { InspectionView } from './InspectionView.tsx';
import { asksForPassword, useInspection } from './use-inspection.ts';

const { import: says } = texts.certificates;

/** Files, a look at what would be kept of them, a name, and only then they are kept. */
export default function ImportPage() {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const [password, setPassword] = useState('');
  const [withoutKey, setWithoutKey] = useState(false);
  const [named, setNamed] = useState<string>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const gathered = gatherFiles(files);
  const parts = { ...gathered, ...(password !== '' && { password }), ...(withoutKey && { withoutKey }) };
  const isReady = files.length > 0 && gathered !== undefined;
  const inspection = useInspection(isReady && mayNot === undefined ? parts : undefined);
  const { seen, refusal } = inspection;
  const name = named ?? seen?.request ?? seen?.hostnames[0] ?? '';
  const navigate = useNavigate();
  const keep = useDeed<CertificateView>((kept) => void navigate({ to: certificatePath(kept.name) }));
  const because = mayNot ?? whyNot({ isReady, isRead: seen !== undefined, name });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined)
      keep.mutate({ method: 'POST', path: '/certificates/import', body: { name, ...parts } });
  };
  const needsPassword = password !== '' || asksForPassword(refusal);
  return (
    <form onSubmit={submit}>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={820}>
        <FileDrop files={files} onChange={setFiles} />
        {gathered === undefined && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {says.tooMany}
          </Text>
        )}
        {needsPassword && <PasswordField password={password} onChange={setPassword} />}
        <Checkbox
          label={says.withoutKey}
          description={says.withoutKeyHint}
          checked={withoutKey}
          onChange={(event) => setWithoutKey(event.currentTarget.checked)}
        />
        {isReady && mayNot === undefined && <InspectionView {...inspection} />}
        <TextInput
          label={says.name}
          description={says.nameHint}
          value={name}
          maxLength={100}
          onChange={(event) => setNamed(event.currentTarget.value)}
        />
        {keep.error !== null && <RefusalAlert refusal={keep.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={keep.isPending}>
            {says.keep}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}

interface PasswordFieldProps {
  readonly password: string;
  readonly onChange: (password: string) => void;
}

function PasswordField({ password, onChange }: PasswordFieldProps) {
  return (
    <PasswordInput
      label={says.password}
      description={says.passwordHint}
      value={password}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="off"
    />
  );
}

interface ImportState {
  readonly isReady: boolean;
  readonly isRead: boolean;
  readonly name: string;
}

function whyNot({ isReady, isRead, name }: ImportState): string | undefined {
  if (!isReady) return says.noFiles;
  if (!isRead) return says.unreadable;
  return name.trim() === '' ? says.noName : undefined;
}
