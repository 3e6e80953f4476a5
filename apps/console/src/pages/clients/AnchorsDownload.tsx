import type { AnchorView } from '@causeway/contract/admin';
import { Group, Text } from '@mantine/core';
import { useMaybe } from '../../api/use-api.ts';
import { useTenantApi, useTenantName } from '../../app/tenant.ts';
import { DownloadLink } from '../../parts/DownloadLink.tsx';
import * as texts from '../../texts/index.ts';

/** The trust anchors as the file that the lines above name. */
export function AnchorsDownload({ says }: { readonly says: string }) {
  const { data: anchors = [] } = useMaybe<AnchorView[]>(`${useTenantApi()}/anchors`);
  const name = `${useTenantName()}-anchors.pem`;
  if (anchors.length === 0) return null;
  return (
    <Group>
      <Text size="sm" maw="44rem">
        {says}
      </Text>
      <DownloadLink name={name} text={anchors.map(({ pem }) => pem).join('\n')}>
        {texts.enrollment.lines.downloadAnchor}
      </DownloadLink>
    </Group>
  );
}
