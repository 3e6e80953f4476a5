import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { Center, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { RefusedError } from '../api/call.ts';
import { queryOf } from '../api/use-api.ts';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import { texts } from '../texts/index.ts';
import { createSiteRouter } from './router.tsx';
import { ownApiOf, type Session, SessionContext } from './session.ts';

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
  const me = useQuery<MeView, RefusedError>({
    ...queryOf<MeView>(path ?? ''),
    enabled: path !== undefined,
    refetchInterval: SESSION_LOOK_MS,
  });
  const session = useMemo(
    () => site.data !== undefined && me.data !== undefined && { site: site.data, me: me.data },
    [site.data, me.data],
  );
  // What follows from who is signed in is shown only while somebody is.
  if (session && me.error === null) return <SignedIn session={session} />;
  if (site.data === undefined) return site.error === null ? <Waiting /> : <Alone error={site.error} />;
  if (site.data.kind === 'provisioning' && !site.data.hasAdmin) return <SetUpPage />;
  if (me.error === null) return <Waiting />;
  if (me.error.refusal.code === 'SIGNED_OUT') return <SignInPage site={site.data} />;
  return <Alone error={me.error} />;
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
  return (
    <Center mih="100vh" p="md" component="main">
      <RefusalAlert refusal={error.refusal} />
    </Center>
  );
}
