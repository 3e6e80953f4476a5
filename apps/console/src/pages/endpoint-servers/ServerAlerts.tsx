import type { EndpointServerView } from '@causeway/contract/admin';
import { Alert, Anchor, Code, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatAgo } from '../../app/format.ts';
import { useTenantPath } from '../../app/tenant.ts';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.endpointServers.one;

/** What is not as it should be with an endpoint server, and why. */
export function ServerAlerts({ server }: { readonly server: EndpointServerView }) {
  const { name, state, isAway, lastSeenAt, trouble, lag } = server;
  const pathOf = useTenantPath();
  return (
    <>
      {state === 'pending' && (
        <Alert color="orange" variant="light" title={says.pending}>
          {says.pendingText}{' '}
          <Anchor
            component={Link}
            to={pathOf(`/endpoint-servers/${encodeURIComponent(name)}/configure`)}
            inherit
            c="inherit"
            underline="always"
          >
            {says.toConfigure}
          </Anchor>
        </Alert>
      )}
      {isAway && state === 'authorized' && (
        <Alert color="red" variant="light" title={says.away}>
          {says.awayText(formatAgo(lastSeenAt, Date.now()))}
        </Alert>
      )}
      {trouble !== null && (
        <Alert color="red" variant="light" title={says.trouble}>
          <Why {...trouble} />
          <Text size="sm">{says.troubleText}</Text>
        </Alert>
      )}
      {lag !== null && (
        <Alert color="orange" variant="light" title={says.lag}>
          <Why {...lag} />
          <Text size="sm">{says.lagText}</Text>
          <Text size="sm">
            {says.since}: <When at={lag.since} />
          </Text>
        </Alert>
      )}
    </>
  );
}

function Why({ code, seen }: { readonly code: string; readonly seen: string }) {
  return (
    <Text size="sm" className="code" component="div">
      {seen} <Code className="code">{code}</Code>
    </Text>
  );
}
