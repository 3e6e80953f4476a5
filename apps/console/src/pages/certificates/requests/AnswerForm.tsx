import type { CertificateView } from '@causeway/contract/admin';
import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { ReasonedButton } from '../../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../../parts/RefusalAlert.tsx';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { certificatePath } from '../certificate-path.ts';
import { FileDrop } from '../import/FileDrop.tsx';
import { type ChosenFile, gatherFiles } from '../import/gather-files.ts';
import { InspectionView } from '../import/InspectionView.tsx';
import { useInspection } from '../import/use-inspection.ts';

const { requests: says, import: importing } = texts.certificates;

interface AnswerFormProps {
  readonly name: string;
  /** Of the request. */
  readonly api: string;
  readonly mayNot: string | undefined;
}

/** The CA's files, a look at what would be kept of them, and then they are kept with the key of the request. */
export function AnswerForm({ name, api, mayNot }: AnswerFormProps) {
  const [files, setFiles] = useState<readonly ChosenFile[]>([]);
  const gathered = files.length === 0 ? undefined : placesOfAnswer(files);
  const inspection = useInspection(mayNot === undefined ? gathered : undefined);
  const navigate = useNavigate();
  const keep = useDeed<CertificateView>(() => void navigate({ to: certificatePath(name) }));
  const because = mayNot ?? whyNot(files, gathered !== undefined, inspection.seen !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) keep.mutate({ method: 'POST', path: `${api}/answer`, body: gathered });
  };
  return (
    <form onSubmit={submit}>
      <Section title={says.answer} says={says.answerSays}>
        <FileDrop files={files} onChange={setFiles} />
        {gathered !== undefined && mayNot === undefined && <InspectionView {...inspection} />}
        {keep.error !== null && <RefusalAlert refusal={keep.error.refusal} />}
        <Group>
          <ReasonedButton type="submit" because={because} loading={keep.isPending}>
            {says.keep}
          </ReasonedButton>
        </Group>
      </Section>
    </form>
  );
}

/** An answer has no place for a key: it is here already. */
function placesOfAnswer(files: readonly ChosenFile[]) {
  const gathered = gatherFiles(files);
  return gathered?.keyFile === undefined ? gathered : undefined;
}

function whyNot(files: readonly ChosenFile[], areSent: boolean, isRead: boolean): string | undefined {
  if (files.length === 0) return importing.noFiles;
  if (!areSent) return importing.tooMany;
  return isRead ? undefined : importing.unreadable;
}
