import type { AnchorView, ClientDetailsView } from '@causeway/contract/admin';
import { Table, Text } from '@mantine/core';
import { useMaybe } from '../../../api/use-api.ts';
import { useTenantApi } from '../../../app/tenant.ts';
import { PlainTable } from '../../../parts/PlainTable.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { sayTrust } from './say-trust.ts';

const says = texts.client.evidence;

const headings = [says.address, says.trust, says.last];

/** What arrived from a client, by address. */
export function Evidence({ client: { evidence } }: { readonly client: ClientDetailsView }) {
  const { data: anchors = [] } = useMaybe<AnchorView[]>(`${useTenantApi()}/anchors`);
  const newestFirst = evidence.toSorted((one, other) => other.at - one.at);
  return (
    <Section title={says.title} says={says.says}>
      {evidence.length === 0 ? (
        <Text size="sm">{says.none}</Text>
      ) : (
        <PlainTable headings={headings} label={says.title} minWidth={520} verticalSpacing="xs">
          {newestFirst.map(({ address, trust, at }) => (
            <Table.Tr key={`${address} ${trust}`}>
              <Table.Th scope="row" fw={400}>
                {address}
              </Table.Th>
              <Table.Td>{sayTrust(trust, anchors, says.plain)}</Table.Td>
              <Table.Td>
                <When at={at} />
              </Table.Td>
            </Table.Tr>
          ))}
        </PlainTable>
      )}
    </Section>
  );
}
