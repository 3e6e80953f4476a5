import type { CountedGroup, TenantView } from '@causeway/contract/admin';
import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { searchOf } from '../../app/search-of.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi, useTenantPath } from '../../app/tenant.ts';
import { ChangeOrDelete } from '../../parts/ChangeOrDelete.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { frequencyFields, sayDuration } from './frequency-fields.ts';
import { GroupDialog } from './GroupDialog.tsx';

const says = texts.frequencies.groups;

const headings = [
  says.name,
  ...frequencyFields.map(({ text }) => texts.frequencies[text]),
  says.clients,
  says.actions,
];

interface GroupsProps {
  readonly groups: readonly CountedGroup[];
  readonly tenant: TenantView;
}

/** The groups of a tenant: made, changed and deleted. */
export function Groups({ groups, tenant }: GroupsProps) {
  const [opened, setOpened] = useState<CountedGroup | 'new' | undefined>();
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <Section title={says.title} says={says.says}>
      {groups.length === 0 ? (
        <Text size="sm">{says.none}</Text>
      ) : (
        <GroupTable groups={groups} mayNot={mayNot} onChange={setOpened} />
      )}
      <Text size="sm" c="dimmed">
        {says.moveHint}
      </Text>
      <Group>
        <ReasonedButton variant="default" because={mayNot} onClick={() => setOpened('new')}>
          {says.add}
        </ReasonedButton>
      </Group>
      {opened !== undefined && (
        <GroupDialog
          group={opened === 'new' ? undefined : opened}
          taken={groups.map(({ name }) => name)}
          tenant={tenant}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}

interface GroupTableProps extends Pick<GroupsProps, 'groups'>, RowProps {}

function GroupTable({ groups, ...row }: GroupTableProps) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={700} verticalSpacing="xs">
      {groups.map((group) => (
        <GroupRow key={group.name} group={group} {...row} />
      ))}
    </PlainTable>
  );
}

interface RowProps {
  readonly mayNot: string | undefined;
  readonly onChange: (group: CountedGroup) => void;
}

function GroupRow({ group, mayNot, onChange }: RowProps & { readonly group: CountedGroup }) {
  const { name, clients } = group;
  const [api, pathOf] = [useTenantApi(), useTenantPath()];
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {frequencyFields.map(({ name: field }) => (
        <Table.Td key={field}>{group[field] === null ? says.asTenant : sayDuration(group[field])}</Table.Td>
      ))}
      <Table.Td>
        <Anchor component={Link} to={pathOf('/clients')} search={searchOf({ group: name })} inherit>
          {texts.clients.count(clients)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <ChangeOrDelete
          change={says.change}
          changeLabel={says.changeTitle(name)}
          mayNot={mayNot}
          onChange={() => onChange(group)}
          button={says.remove}
          label={says.removeLabel(name)}
          because={mayNot ?? (clients > 0 ? says.inUse(clients) : undefined)}
          title={says.removeTitle(name)}
          text={says.removeText}
          name={name}
          action={says.remove}
          path={`${api}/groups/${encodeURIComponent(name)}`}
        />
      </Table.Td>
    </Table.Tr>
  );
}
