import type { EnrollmentTokenView, NewEnrollmentToken } from '@causeway/contract/admin';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useThing } from '../../api/use-api.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';
import { ClientTabs } from './ClientTabs.tsx';
import { InstallLines } from './InstallLines.tsx';
import { NewToken } from './NewToken.tsx';
import { Tokens } from './Tokens.tsx';

const says = texts.enrollment;

/** How new clients come in: a token, and the lines to run on each computer. */
export default function EnrollmentPage() {
  const tokens = useThing<EnrollmentTokenView[]>(`${useTenantApi()}/enrollment-tokens`);
  const [made, setMade] = useState<NewEnrollmentToken | undefined>();
  return (
    <>
      <ClientTabs />
      <PageTitle title={says.title} says={says.says} />
      <Stack>
        <NewToken onMade={setMade} />
        {made !== undefined && <Made token={made.token} onDone={() => setMade(undefined)} />}
        <InstallLines token={made?.token} />
        <Tokens tokens={tokens.filter(({ purpose }) => purpose === 'client')} />
      </Stack>
    </>
  );
}

interface MadeProps {
  readonly token: string;
  readonly onDone: () => void;
}

function Made({ token, onDone }: MadeProps) {
  return (
    <Alert color="orange" variant="light" title={says.made.title} role="status">
      <Stack gap="xs">
        <Text size="sm">{says.made.text}</Text>
        <Copyable label={says.made.token} text={token} />
        <Group>
          <Button variant="default" size="compact-sm" onClick={onDone}>
            {says.made.done}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
