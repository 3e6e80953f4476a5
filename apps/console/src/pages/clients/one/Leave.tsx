import type { ClientDetailsView } from '@causeway/contract/admin';
import { useState } from 'react';
import { useRefusal } from '../../../app/session.ts';
import { Section } from '../../../parts/Section.tsx';
import * as texts from '../../../texts/index.ts';
import { LeaveButtons, type LeaveQuestion } from '../leave/LeaveButtons.tsx';

const says = texts.client.leave;

interface LeaveProps {
  readonly client: ClientDetailsView;
  readonly path: string;
}

/** A client that will not cross: waived with a reason, or retired. */
export function Leave({ client: { id, name, kind, state, waiver }, path }: LeaveProps) {
  const [asking, setAsking] = useState<LeaveQuestion>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <Section title={says.title} says={says.says}>
      <LeaveButtons
        client={{ id, name, kind, isWaived: waiver !== null, isSleeping: state === 'sleeping' }}
        path={path}
        because={mayNot ?? (state === 'retired' ? says.isRetired : undefined)}
        asking={asking}
        onAsk={setAsking}
      />
    </Section>
  );
}
