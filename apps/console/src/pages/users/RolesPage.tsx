import { Table } from '@mantine/core';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import * as texts from '../../texts/index.ts';
import { RoleBadge } from './RoleBadge.tsx';
import { useMayDo } from './use-place.ts';

const says = texts.rolesPage;
const headings = [says.role, says.may];

/** What each role may do here. */
export default function RolesPage() {
  const mayDo = useMayDo();
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <PlainTable headings={headings} label={says.title} verticalSpacing="sm">
        {(['viewer', 'operator', 'admin'] as const).map((role) => (
          <Table.Tr key={role}>
            <Table.Th scope="row">
              <RoleBadge role={role} />
            </Table.Th>
            <Table.Td>{mayDo[role]}</Table.Td>
          </Table.Tr>
        ))}
      </PlainTable>
    </>
  );
}
