import '@mantine/core/styles.css';
import './app.css';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { createSiteRouter } from './router.tsx';
import { type Session, SessionContext } from './session.ts';

/** All that only somebody signed in needs: pages, and what is around them. */
export default function SignedIn({ session }: { readonly session: Session }) {
  const { kind } = session.site;
  const router = useMemo(() => createSiteRouter(kind), [kind]);
  return (
    <SessionContext value={session}>
      <RouterProvider router={router} />
    </SessionContext>
  );
}
