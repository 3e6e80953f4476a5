import type { ExpiryView, TenantView } from '@causeway/contract/admin';
import { Stack, Text } from '@mantine/core';
import { ExpiryBadge } from '../certificates/expiry/ExpiryBadge.tsx';

interface CertificateCellProps {
  readonly tenant: TenantView;
  /** Of everything that is watched. */
  readonly ends: readonly ExpiryView[];
}

/** The certificate in force, and how long it still holds. */
export function CertificateCell({ tenant, ends }: CertificateCellProps) {
  const { certificate } = tenant.inForce;
  if (certificate === null) return '–';
  const end = ends.find(({ kind, name }) => kind === 'certificate' && name === certificate);
  return (
    <Stack gap={2} align="flex-start">
      <Text size="sm" className="code">
        {certificate}
      </Text>
      {end !== undefined && <ExpiryBadge end={end} />}
    </Stack>
  );
}
