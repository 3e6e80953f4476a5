import type { ComputerView, PageView } from '@causeway/contract/admin';
import { Anchor, Group, List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMaybe } from '../../api/use-api.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const { newest: says } = texts.dashboard;

/** The computers that reported last. */
export function NewestSection() {
  const path = `${useTenantApi()}/computers?order=inventoryAt%20desc&limit=8`;
  const { data } = useMaybe<PageView<ComputerView>>(path);
  const toPath = useTenantPath();
  return (
    <Section title={says.title}>
      {data?.rows.length === 0 && <Text size="sm">{says.none}</Text>}
      <List listStyleType="none" spacing={6} size="sm" styles={{ itemWrapper: { display: 'block' } }}>
        {data?.rows.map(({ id, name, osName, inventoryAt }) => (
          <List.Item key={id}>
            <Group justify="space-between" wrap="nowrap">
              <Anchor component={Link} to={toPath(`/computers/${id}`)} size="sm" truncate>
                {name}
              </Anchor>
              <Text size="sm" c="dimmed" truncate>
                {osName} <When at={inventoryAt} />
              </Text>
            </Group>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}
