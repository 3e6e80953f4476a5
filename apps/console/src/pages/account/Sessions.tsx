import type { OwnSessionView } from '@causeway/contract/admin';
import { Group, Table } from '@mantine/core';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useOwnApi } from '../../app/session.ts';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { readProgram } from './read-program.ts';

const says = texts.account;
const headings = [says.began, says.lastUsed, says.from, says.program, says.actions];

/** Where one is signed in: each session ends by itself, by its button, or with all others. */
export function Sessions() {
  const path = `${useOwnApi()}/sessions`;
  const sessions = useThing<OwnSessionView[]>(path);
  const endOthers = useDeed();
  const isAlone = sessions.every(({ isCurrent }) => isCurrent);
  return (
    <Section title={says.sessions} says={says.sessionsText}>
      <PlainTable headings={headings} label={says.sessions} minWidth={620}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} path={path} />
        ))}
      </PlainTable>
      <Group>
        <ReasonedButton
          variant="default"
          because={isAlone ? says.noOtherSession : undefined}
          loading={endOthers.isPending}
          onClick={() => endOthers.mutate({ method: 'DELETE', path })}
        >
          {says.endOthers}
        </ReasonedButton>
      </Group>
      {endOthers.error !== null && <RefusalAlert refusal={endOthers.error.refusal} />}
    </Section>
  );
}

interface SessionRowProps {
  readonly session: OwnSessionView;
  readonly path: string;
}

function SessionRow({ session, path }: SessionRowProps) {
  const { id, createdAt, lastUsedAt, lastUsedFrom, userAgent, isCurrent } = session;
  const end = useDeed();
  return (
    <Table.Tr>
      <Table.Td>
        <When at={createdAt} />
      </Table.Td>
      <Table.Td>
        <When at={lastUsedAt} />
      </Table.Td>
      <Table.Td className="code">{lastUsedFrom ?? says.notSaid}</Table.Td>
      <Table.Td title={userAgent ?? undefined}>{sayProgram(userAgent)}</Table.Td>
      <Table.Td>
        <ReasonedButton
          variant="default"
          size="compact-sm"
          because={isCurrent ? says.thisSession : undefined}
          loading={end.isPending}
          onClick={() => end.mutate({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}` })}
        >
          {says.endSession}
        </ReasonedButton>
        {end.error !== null && <RefusalAlert refusal={end.error.refusal} />}
      </Table.Td>
    </Table.Tr>
  );
}

function sayProgram(userAgent: string | null): string {
  if (userAgent === null) return says.notSaid;
  const { name, system } = readProgram(userAgent);
  return system === undefined ? name : says.programOn(name, system);
}
