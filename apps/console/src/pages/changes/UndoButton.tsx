import type { ChangeView } from '@causeway/contract/admin';
import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useDeed } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import * as texts from '../../texts/index.ts';
import { isUnderWay } from './change-state.ts';
import { useChangesApi } from './use-changes-api.ts';

const says = texts.changes;

/** The way back, asked about first. */
export function UndoButton({ change }: { readonly change: ChangeView }) {
  const [isAsking, { open, close }] = useDisclosure();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  const because = mayNot ?? whyNot(change);
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={open}>
        {says.undo}
      </ReasonedButton>
      {isAsking && <UndoDialog id={change.id} because={because} onClose={close} />}
    </>
  );
}

function whyNot(change: ChangeView): string | undefined {
  if (!isUnderWay(change)) return says.cannotUndo;
  return change.isUndoneHere ? undefined : says.undoneAtProvisioning;
}

interface UndoDialogProps {
  readonly id: string;
  readonly because: string | undefined;
  readonly onClose: () => void;
}

function UndoDialog({ id, because, onClose }: UndoDialogProps) {
  const path = `${useChangesApi()}/${id}/undo`;
  const undo = useDeed<ChangeView>(onClose);
  return (
    <FormDialog
      title={says.undoTitle}
      submit={says.undoAction}
      isBusy={undo.isPending}
      because={because}
      error={undo.error}
      onSubmit={() => undo.mutate({ method: 'POST', path })}
      onClose={onClose}
    >
      <Text>{says.undoText}</Text>
    </FormDialog>
  );
}
