import type { OpenIdView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed, useMaybe } from '../../api/use-api.ts';
import { useRefusal } from '../../app/session.ts';
import { Facts } from '../../parts/Facts.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { RefusalAlert } from '../../parts/RefusalAlert.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { OpenIdForm } from './OpenIdForm.tsx';

const says = texts.openId;
const PATH = '/openid';

/** Signing in through an OpenID provider: which one it is, and which of its claims give which role. */
export function OpenId() {
  const { data: provider, error, isPending } = useMaybe<OpenIdView>(PATH);
  const [isEditing, setIsEditing] = useState(false);
  const mayNot = useRefusal('admin', (role) => texts.needs(texts.roles[role]));
  const isOff = error?.refusal.kind === 'not-found';
  const remove = useDeed();
  return (
    <Section title={says.title} says={says.says}>
      {provider !== undefined && !isOff && <Provider provider={provider} />}
      {isOff && <Text size="sm">{says.off}</Text>}
      {error !== null && !isOff && <RefusalAlert refusal={error.refusal} />}
      {remove.error !== null && <RefusalAlert refusal={remove.error.refusal} />}
      <Group>
        <ReasonedButton
          variant="default"
          because={mayNot ?? (isPending ? texts.shell.loading : undefined)}
          onClick={() => setIsEditing(true)}
        >
          {isOff ? says.set : says.change}
        </ReasonedButton>
        {!isOff && (
          <ReasonedButton
            variant="default"
            because={mayNot}
            loading={remove.isPending}
            onClick={() => remove.mutate({ method: 'DELETE', path: PATH })}
          >
            {says.remove}
          </ReasonedButton>
        )}
      </Group>
      {isEditing && (
        <OpenIdForm path={PATH} provider={isOff ? undefined : provider} onClose={() => setIsEditing(false)} />
      )}
    </Section>
  );
}

function Provider({ provider }: { readonly provider: OpenIdView }) {
  const { issuer, clientId, scopes, roleClaim, roles, redirectPath } = provider;
  return (
    <Facts
      facts={[
        [says.issuer, issuer],
        [says.clientId, clientId],
        [says.scopes, scopes.join(' ')],
        [says.roleClaim, roleClaim],
        ...(['admin', 'operator', 'viewer'] as const).map(
          (role) => [texts.roles[role], roles[role].join(', ')] as const,
        ),
        [says.redirect, `${window.location.origin}${redirectPath}`],
      ]}
    />
  );
}
