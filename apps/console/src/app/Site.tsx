import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { Center, Loader, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { RefusedError } from '../api/call.ts';
import { REFRESH_MS } from '../api/query-client.ts';
import { queryOf } from '../api/use-api.ts';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';
import { createSiteRouter } from './router.tsx';
import { ownApiOf, type Session, SessionContext, sessionOf } from './session.ts';
import { whoIsHere } from './who-is-here.ts';

const SetUpPage = lazy(() => import('../pages/SetUpPage.tsx'));
const SignInPage = lazy(() => import('../pages/SignInPage.tsx'));

/** A session that ended elsewhere is noticed within that. */
const SESSION_LOOK_MS = 60_000;

/** Finds out which site this is and who is here, and shows the pages for that. */
export function Site() {
  return <Suspense fallback={<Waiting />}>{useSitePages()}</Suspense>;
}

function useSitePages(): ReactNode {
  const site = useQuery<SiteInfo, RefusedError>(queryOf('/site'));
  const path = site.data && `${ownApiOf(site.data)}/me`;
  const me = useQuery<MeView | null, RefusedError>({
    queryKey: [path, 'who'],
    queryFn: () => whoIsHere(path ?? ''),
    enabled: path !== undefined,
    refetchInterval: ({ state }) => (state.error === null ? SESSION_LOOK_MS : REFRESH_MS),
  });
  const session = useMemo(
    () => sessionOf(site.data, me.data, me.error?.refusal),
    [site.data, me.data, me.error],
  );
  if (session !== undefined) return <SignedIn session={session} />;
  if (site.data === undefined) return site.error === null ? <Waiting /> : <Alone error={site.error} />;
  if (site.data.kind === 'provisioning' && !site.data.hasAdmin) return <SetUpPage />;
  if (me.data === null) return <SignInPage site={site.data} />;
  return me.error === null ? <Waiting /> : <Alone error={me.error} />;
}

function SignedIn({ session }: { readonly session: Session }) {
  const { kind } = session.site;
  const router = useMemo(() => createSiteRouter(kind), [kind]);
  return (
    <SessionContext value={session}>
      <RouterProvider router={router} />
    </SessionContext>
  );
}

function Waiting() {
  return (
    <Center mih="100vh">
      <Loader aria-label={texts.shell.loading} />
    </Center>
  );
}

function Alone({ error }: { readonly error: RefusedError }) {
  useDocumentTitle(`${texts.shell.notShown} · ${texts.product}`);
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack>
        <Title order={1} size="h3">
          {texts.shell.notShown}
        </Title>
        <RefusalAlert refusal={error.refusal} />
      </Stack>
    </Center>
  );
}
