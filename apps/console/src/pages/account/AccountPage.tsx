import { Stack } from '@mantine/core';
import { useSession } from '../../app/session.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { ApiTokens } from './ApiTokens.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { Sessions } from './Sessions.tsx';

const says = texts.account;

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
