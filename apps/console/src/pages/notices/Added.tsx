import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Copyable } from '../../parts/Copyable.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import * as texts from '../../texts/index.ts';

const { add: says, toChannels } = texts.notices;

export interface AddedChannel {
  readonly name: string;
  /** Made by the server, which shows it once; none for e-mail, or when it was given. */
  readonly secret?: string | null;
}

export function Added({ channel: { name, secret = null } }: { readonly channel: AddedChannel }) {
  return (
    <>
      <PageTitle title={says.done(name)} />
      <Stack maw={640}>
        {secret !== null && (
          <>
            <Text>{says.secretSays}</Text>
            <Copyable label={says.secretOnce} text={secret} />
          </>
        )}
        <Group>
          <Button component={Link} to="/notices/channels">
            {secret === null ? toChannels : says.toChannels}
          </Button>
        </Group>
      </Stack>
    </>
  );
}
