import type { CertificateInspection } from '@causeway/contract/admin';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Findings } from '../../parts/Findings.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import * as texts from '../../texts/index.ts';

const { one: says } = texts.certificates;

/** The tenants whose hostname is among the names of a certificate, with what stands against it there. */
export function Fits({ fits }: Pick<CertificateInspection, 'fits'>) {
  if (fits.length === 0) return <Text size="sm">{says.fitsNobody}</Text>;
  return (
    <Stack gap="sm">
      {fits.map(({ tenant, hostname, findings }) => (
        <Stack gap={4} key={tenant}>
          <Group gap="xs">
            <Anchor component={Link} to={`/tenants/${tenant}/website`} size="sm">
              {says.website(tenant)}
            </Anchor>
            <Text size="sm">{hostname}</Text>
            {findings.length === 0 && <StateBadge tone="good">{says.fitsWell}</StateBadge>}
          </Group>
          {findings.length > 0 && <Findings findings={findings} />}
        </Stack>
      ))}
    </Stack>
  );
}
