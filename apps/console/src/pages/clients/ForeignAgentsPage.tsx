import type { TenantView } from '@causeway/contract/admin';
import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useThing } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { ClientTabs } from './ClientTabs.tsx';
import { ForeignConfiguration } from './ForeignConfiguration.tsx';
import { ForeignSecretForm } from './ForeignSecretForm.tsx';
import { ForeignSwitch } from './ForeignSwitch.tsx';
import type { ForeignSecret } from './foreign-lines.ts';

const says = texts.foreignAgents;

/** Agents of other makers: whether they are taken in, by which secret, and what their configuration says. */
export default function ForeignAgentsPage() {
  const { foreignAgents } = useThing<TenantView>(useTenantApi());
  const [secret, setSecret] = useState<ForeignSecret | undefined>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <>
      <ClientTabs />
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <ForeignSwitch settings={foreignAgents} mayNot={mayNot} />
        <ForeignSecretForm
          mayNot={mayNot ?? (foreignAgents === null ? says.secret.off : undefined)}
          isSet={secret !== undefined}
          onSet={setSecret}
        />
        <ForeignConfiguration user={foreignAgents?.user ?? null} secret={secret} />
      </Stack>
    </>
  );
}
