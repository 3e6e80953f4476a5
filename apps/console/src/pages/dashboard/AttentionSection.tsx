import type { DuplicatePage, EndpointServerView } from '@causeway/contract/admin';
import { Anchor, Group, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMaybe } from '../../api/use-api.ts';
import { searchOf } from '../../app/search-of.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Icon } from '../../parts/Icon.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { useMaybeCrossing } from '../crossing/use-crossing.ts';
import { agesAt } from './ages.ts';
import { attentionOf, type Matter, wantsLook } from './attention.ts';
import { useCount } from './use-count.ts';

const { attention: says } = texts.dashboard;

/** What somebody should look at. */
export function AttentionSection() {
  const matters = useMatters();
  return (
    <Section title={says.title}>
      {matters.length === 0 ? (
        <Text size="sm">{says.nothing}</Text>
      ) : (
        <List listStyleType="none" spacing={6} size="sm">
          {matters.map((matter) => (
            <MatterItem key={`${matter.to} ${matter.text}`} matter={matter} />
          ))}
        </List>
      )}
    </Section>
  );
}

function useMatters(): Matter[] {
  const api = useTenantApi();
  const [{ older }] = useState(() => agesAt(Date.now()));
  const { data: crossing } = useMaybeCrossing(api);
  const { data: pairs } = useMaybe<DuplicatePage>(`${api}/duplicates?state=open&limit=100`);
  const { data: servers } = useMaybe<EndpointServerView[]>(`${api}/endpoint-servers`);
  const silent = useCount(`${api}/computers`, { filter: older });
  return attentionOf({
    crossing,
    duplicates: pairs && { count: pairs.rows.length, isMore: pairs.next !== undefined },
    silent: { count: silent, filter: older },
    servers: servers?.filter(wantsLook).length,
  });
}

const colors = { bad: 'red', warning: 'orange' } as const;

function MatterItem({ matter: { tone, text, to, search = {} } }: { readonly matter: Matter }) {
  const toPath = useTenantPath();
  return (
    <List.Item>
      <Group gap="xs" wrap="nowrap" c={colors[tone]}>
        <Icon name="notices" />
        <Anchor component={Link} to={toPath(to)} search={searchOf(search)} size="sm">
          {text}
        </Anchor>
      </Group>
    </List.Item>
  );
}
