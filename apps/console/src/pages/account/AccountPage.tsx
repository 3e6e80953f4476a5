import type { OwnSessionView } from '@causeway/contract/admin';
import { Stack, Table } from '@mantine/core';
import { useDeed, useThing } from '../../api/use-api.ts';
import { useOwnApi, useSession } from '../../app/session.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { ApiTokens } from './ApiTokens.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { SecondFactor } from './SecondFactor.tsx';

const says = texts.account;

const headings = [says.began, says.actions];

/** What is one's own: password, second factor, sessions and API tokens. */
export default function AccountPage() {
  const { me } = useSession();
  return (
    <>
      <PageTitle title={me.name} says={says.says(texts.roles[me.role])} />
      <Stack maw={760}>
        {!me.viaOpenId && <ChangePassword />}
        {!me.viaOpenId && <SecondFactor />}
        <ApiTokens />
        <Sessions />
      </Stack>
    </>
  );
}

function Sessions() {
  const path = `${useOwnApi()}/sessions`;
  const sessions = useThing<OwnSessionView[]>(path);
  return (
    <Section title={says.sessions} says={says.sessionsText}>
      <PlainTable headings={headings}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} path={path} />
        ))}
      </PlainTable>
    </Section>
  );
}

interface SessionRowProps {
  readonly session: OwnSessionView;
  readonly path: string;
}

function SessionRow({ session: { id, createdAt, isCurrent }, path }: SessionRowProps) {
  const end = useDeed();
  return (
    <Table.Tr>
      <Table.Td>
        <When at={createdAt} />
      </Table.Td>
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
