import { Table } from '@mantine/core';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import * as texts from '../../texts/index.ts';
import { RoleBadge } from './RoleBadge.tsx';

const says = texts.rolesPage;
const headings = [says.role, says.may];

/** What each role may do. */
export default function RolesPage() {
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <PlainTable headings={headings} label={says.title} verticalSpacing="sm">
        {(['viewer', 'operator', 'admin'] as const).map((role) => (
          <Table.Tr key={role}>
            <Table.Th scope="row">
              <RoleBadge role={role} />
            </Table.Th>
            <Table.Td>{texts.users.mayDo[role]}</Table.Td>
          </Table.Tr>
        ))}
      </PlainTable>
    </>
  );
}
