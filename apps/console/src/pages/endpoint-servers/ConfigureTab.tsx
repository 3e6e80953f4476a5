import { Text } from '@mantine/core';
import * as texts from '../../texts/index.ts';
import { ServerForm } from './ServerForm.tsx';
import { useServer } from './use-server.ts';

const says = texts.endpointServers.one;

/** The website of an endpoint server: authorized as it proposes it, or configured as that of the tenant. */
export default function ConfigureTab() {
  const { server, path } = useServer();
  if (server.state === 'retired') return <Text>{says.retiredSays}</Text>;
  // Another form when it is another matter: what was typed for the one is not meant for the other.
  return <ServerForm key={server.state} server={server} path={path} />;
}
