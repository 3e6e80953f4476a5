import { Divider, NavLink, Stack, Text } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { Icon } from '../parts/Icon.tsx';
import * as texts from '../texts/index.ts';
import { type NavEntry, navOfPlatform, navOfProvisioning } from './nav.ts';
import { useSession } from './session.ts';

export function NavLinks({ onChosen }: { readonly onChosen: () => void }) {
  const { site } = useSession();
  const groups = site.kind === 'provisioning' ? navOfProvisioning : navOfPlatform;
  return (
    <Stack gap="xs">
      {groups.map(({ title, entries }, index) => (
        <Stack gap={2} key={title ?? 'first'}>
          {index > 0 && <Divider my={4} />}
          {title !== undefined && (
            <Text size="xs" c="dimmed" px="sm" fw={600}>
              {texts.nav.groups[title]}
            </Text>
          )}
          {entries.map((entry) => (
            <Entry key={entry.to} entry={entry} onChosen={onChosen} />
          ))}
        </Stack>
      ))}
    </Stack>
  );
}

interface EntryProps {
  readonly entry: NavEntry;
  readonly onChosen: () => void;
}

function Entry({ entry: { to, name, icon }, onChosen }: EntryProps) {
  const { pathname } = useLocation();
  const isHere = to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
  return (
    <NavLink
      component={Link}
      to={to}
      onClick={onChosen}
      label={texts.nav[name]}
      leftSection={<Icon name={icon} />}
      active={isHere}
      activeOptions={{ exact: to === '/' }}
    />
  );
}
