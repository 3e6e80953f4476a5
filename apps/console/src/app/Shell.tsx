import { Alert, AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import * as texts from '../texts/index.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { NavLinks } from './NavLinks.tsx';
import { useSession } from './session.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

/** What is around every page: where one is, where one can go, who one is. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="skip-link" href="#page">
        {texts.shell.skip}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={texts.shell.menu}
              aria-expanded={isOpen}
            />
            <SiteName />
          </Group>
          <Group gap="xs" wrap="nowrap" flex="none">
            <ThemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={texts.shell.pages}>
        <NavLinks onChosen={close} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <NotReached />
        <NotPrivate />
        {children}
      </AppShell.Main>
    </AppShell>
  );
}

function SiteName() {
  const { site } = useSession();
  return (
    <Text fw={700} truncate>
      {texts.product}{' '}
      <Text span c="dimmed" fw={400}>
        {site.kind === 'platform' ? site.tenant : texts.shell.provisioning}
      </Text>
    </Text>
  );
}

function NotReached() {
  const { trouble } = useSession();
  if (trouble === undefined) return null;
  return (
    <Alert role="status" color="orange" variant="light" mb="md" title={texts.notReached.banner}>
      {trouble.message} {texts.notReached.bannerText}
    </Alert>
  );
}

function NotPrivate() {
  const { site } = useSession();
  if (site.kind === 'provisioning' || site.isPrivate) return null;
  return (
    <Alert color="orange" variant="light" mb="md" title={texts.notPrivate.title}>
      {texts.notPrivate.text}
    </Alert>
  );
}
