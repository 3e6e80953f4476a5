import type { ApiTokenView, NewApiToken, Role } from '@causeway/contract/admin';
import { Alert, Group, NumberInput, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed, useThing } from '../../api/use-api.ts';
import { formatDate } from '../../app/format.ts';
import { useOwnApi, useSession } from '../../app/session.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { DeleteByName } from '../../parts/DeleteByName.tsx';
import { FormDialog } from '../../parts/FormDialog.tsx';
import { PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { Section } from '../../parts/Section.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';
import { RoleField } from '../users/RoleField.tsx';

const says = texts.account;
const VALID_DAYS = 365;
const headings = [says.tokenName, says.role, says.lastUsed, says.ends, says.actions];

/** What programs sign in with in one's place, with one's role or less. */
export function ApiTokens() {
  const path = `${useOwnApi()}/me/api-tokens`;
  const tokens = useThing<ApiTokenView[]>(path);
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<NewApiToken | undefined>();
  return (
    <Section title={says.tokens} says={says.tokensText}>
      {made !== undefined && (
        <Alert color="orange" title={says.shownOnce}>
          <Copyable label={made.name} text={made.secret} />
        </Alert>
      )}
      {tokens.length > 0 ? (
        <TokensTable tokens={tokens} path={path} />
      ) : (
        <Text size="sm">{says.noTokens}</Text>
      )}
      <Group>
        <ReasonedButton because={undefined} onClick={() => setIsAdding(true)}>
          {says.addToken}
        </ReasonedButton>
      </Group>
      {isAdding && <NewToken path={path} onMade={setMade} onClose={() => setIsAdding(false)} />}
    </Section>
  );
}

interface TokensTableProps {
  readonly tokens: readonly ApiTokenView[];
  readonly path: string;
}

function TokensTable({ tokens, path }: TokensTableProps) {
  return (
    <PlainTable headings={headings} minWidth={520}>
      {tokens.map(({ name, role, lastUsedAt, expiresAt }) => (
        <Table.Tr key={name}>
          <Table.Td className="code">{name}</Table.Td>
          <Table.Td>{texts.roles[role]}</Table.Td>
          <Table.Td>
            <When at={lastUsedAt} />
          </Table.Td>
          <Table.Td>{formatDate(expiresAt)}</Table.Td>
          <Table.Td>
            <DeleteByName
              button={says.revokeToken}
              label={says.revokeTokenLabel(name)}
              because={undefined}
              title={says.revokeTokenTitle(name)}
              text={says.revokeTokenText}
              name={name}
              action={says.revokeToken}
              path={`${path}/${encodeURIComponent(name)}`}
              isSmall
            />
          </Table.Td>
        </Table.Tr>
      ))}
    </PlainTable>
  );
}

interface NewTokenProps {
  readonly path: string;
  readonly onMade: (token: NewApiToken) => void;
  readonly onClose: () => void;
}

function NewToken({ path, onMade, onClose }: NewTokenProps) {
  const { me } = useSession();
  const [form, setForm] = useState<{ name: string; validDays: number; role: Role }>({
    ...{ name: '', validDays: VALID_DAYS, role: me.role },
  });
  const make = useDeed<NewApiToken>((token) => {
    onMade(token);
    onClose();
  });
  return (
    <FormDialog
      title={says.addToken}
      submit={says.makeToken}
      isBusy={make.isPending}
      error={make.error}
      onSubmit={() => make.mutate({ method: 'POST', path, body: form })}
      onClose={onClose}
    >
      <TextInput
        label={says.tokenName}
        required
        data-autofocus
        value={form.name}
        onChange={(event) => setForm({ ...form, name: event.currentTarget.value })}
      />
      <NumberInput
        label={says.validDays}
        min={1}
        max={3650}
        allowDecimal={false}
        value={form.validDays}
        onChange={(days) => setForm({ ...form, validDays: Number(days) })}
      />
      <RoleField value={form.role} onChange={(role) => setForm({ ...form, role })} />
    </FormDialog>
  );
}
