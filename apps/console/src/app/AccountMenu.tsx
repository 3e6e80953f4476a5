import { Button, Menu, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useDeed } from '../api/use-api.ts';
import { RefusalAlert } from '../parts/RefusalAlert.tsx';
import * as texts from '../texts/index.ts';
import { useOwnApi, useSession } from './session.ts';

export function AccountMenu() {
  const { me } = useSession();
  const own = useOwnApi();
  const client = useQueryClient();
  const signOut = useDeed(() => client.resetQueries());
  return (
    <>
      <Modal
        opened={signOut.error !== null}
        onClose={signOut.reset}
        title={texts.shell.signOut}
        closeButtonProps={{ 'aria-label': texts.shell.close }}
      >
        {signOut.error !== null && <RefusalAlert refusal={signOut.error.refusal} />}
      </Modal>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" size="sm" px="sm">
            {me.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{texts.roles[me.role]}</Menu.Label>
          <Menu.Item component={Link} to="/account">
            {texts.shell.account}
          </Menu.Item>
          <Menu.Item onClick={() => signOut.mutate({ method: 'DELETE', path: `${own}/sessions/current` })}>
            {texts.shell.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
