import type { AcmeAccountView, ConfigureAcmeAccount } from '@causeway/contract/admin';
import { Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { FormDialog } from '../../../parts/FormDialog.tsx';
import * as texts from '../../../texts/index.ts';
import { FileDrop } from '../import/FileDrop.tsx';
import type { ChosenFile } from '../import/gather-files.ts';
import { certificatesIn } from './certificates-in.ts';

const { acme: says } = texts.certificates;

interface IssuerAnchorDialogProps {
  readonly account: AcmeAccountView;
  readonly onClose: () => void;
}

/** Asks for the root of what the CA of an account issues. */
export function IssuerAnchorDialog({ account, onClose }: IssuerAnchorDialogProps) {
  const { name, issuerAnchorPem } = account;
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const save = useDeed<AcmeAccountView>(onClose);
  const [issuerAnchor, ...others] = certificatesIn(files);
  const body: ConfigureAcmeAccount = issuerAnchor === undefined ? {} : { issuerAnchor };
  const path = `/acme/accounts/${encodeURIComponent(name)}`;
  return (
    <FormDialog
      title={says.issuerAnchorOf(name)}
      submit={says.saveIssuerAnchor}
      isBusy={save.isPending}
      because={whyNot(issuerAnchor, others)}
      error={save.error}
      onSubmit={() => save.mutate({ method: 'POST', path, body })}
      onClose={onClose}
    >
      <Text size="sm">{says.issuerAnchorSays}</Text>
      {issuerAnchorPem !== null && <Text size="sm">{says.issuerAnchorAgain}</Text>}
      <FileDrop files={files} onChange={setFiles} />
    </FormDialog>
  );
}

function whyNot(issuerAnchor: string | undefined, others: readonly string[]): string | undefined {
  if (issuerAnchor === undefined) return says.noIssuerAnchor;
  return others.length === 0 ? undefined : says.oneIssuerAnchor;
}
