import type { MeView, SiteInfo } from '@causeway/contract/admin';
import { Center, Loader, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { skipToken, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useMemo } from 'react';
import type { RefusedError } from '../api/call.ts';
import { REFRESH_MS, WHO } from '../api/query-client.ts';
import { SignInPage } from '../pages/SignInPage.tsx';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';
import { loadPage } from './load-page.ts';
import { SiteBoundary } from './SiteBoundary.tsx';
import { identityOf, sessionOf } from './session.ts';
import { siteQuery, whoQuery } from './who-is-here.ts';

const SetUpPage = lazy(loadPage(() => import('../pages/SetUpPage.tsx')));
const loadSignedIn = loadPage(() => import('./SignedIn.tsx'));
const SignedIn = lazy(loadSignedIn);
/** Whether that went well is seen when it is needed. */
const prefetch = () => void loadSignedIn().catch(() => undefined);

/** A session that ended elsewhere is noticed within that. */
const SESSION_LOOK_MS = 60_000;

/** Finds out which site this is and who is here, and shows the pages for that. */
export function Site() {
  return (
    <SiteBoundary>
      <Suspense fallback={<Waiting />}>{useSitePages()}</Suspense>
    </SiteBoundary>
  );
}

function useSitePages(): ReactNode {
  const site = useQuery<SiteInfo, RefusedError>(siteQuery);
  const me = useQuery<MeView | null, RefusedError>({
    ...(site.data === undefined ? { queryKey: [WHO], queryFn: skipToken } : whoQuery(site.data)),
    refetchInterval: ({ state }) => (state.fetchFailureReason === null ? SESSION_LOOK_MS : REFRESH_MS),
  });
  const session = useMemo(
    () => sessionOf(site.data, me.data, me.failureReason?.refusal),
    [site.data, me.data, me.failureReason],
  );
  // What was typed or shown to one is not for another.
  if (session !== undefined) return <SignedIn key={identityOf(session.me)} session={session} />;
  if (site.data === undefined) return <NotYet error={site.failureReason} />;
  if (site.data.kind === 'provisioning' && !site.data.hasAdmin) return <SetUpPage />;
  // While one types a name, what comes after signing in is fetched.
  if (me.data === null) return <SignInPage site={site.data} onShown={prefetch} />;
  return <NotYet error={me.failureReason} />;
}

/** Without a first answer: it is asked for until it is there, and this says why it is not. */
function NotYet({ error }: { readonly error: RefusedError | null }) {
  return error === null ? <Waiting /> : <Alone error={error} />;
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
