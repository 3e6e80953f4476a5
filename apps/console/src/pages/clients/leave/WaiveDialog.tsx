import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { FormDialog } from '../../../parts/FormDialog.tsx';
import * as texts from '../../../texts/index.ts';

const says = texts.leave;

/** As long as the server takes a reason. */
const LONGEST = 500;

interface WaiveDialogProps {
  readonly name: string;
  /** Of the client, in the API. */
  readonly path: string;
  readonly onClose: () => void;
}

/** Asks why a client may be left behind. */
export function WaiveDialog({ name, path, onClose }: WaiveDialogProps) {
  const [reason, setReason] = useState('');
  const waive = useDeed(onClose);
  const body = { reason: reason.trim() };
  return (
    <FormDialog
      title={says.waiveTitle(name)}
      submit={says.waiveAction}
      isBusy={waive.isPending}
      because={body.reason === '' ? says.reasonMissing : undefined}
      error={waive.error}
      onSubmit={() => waive.mutate({ method: 'POST', path: `${path}/waive`, body })}
      onClose={onClose}
    >
      <Text size="sm">{says.waiveText}</Text>
      <Textarea
        label={says.reason}
        description={says.reasonHint}
        value={reason}
        maxLength={LONGEST}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
