import type { EnrollmentTokenView } from '@causeway/contract/admin';
import { Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../api/use-api.ts';
import { formatNumber, formatTime } from '../../app/format.ts';
import { useRefusal } from '../../app/session.ts';
import { useTenantApi } from '../../app/tenant.ts';
import { FormDialog } from '../../parts/FormDialog.tsx';
import { type Heading, PlainTable } from '../../parts/PlainTable.tsx';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import { Section } from '../../parts/Section.tsx';
import { StateBadge } from '../../parts/StateBadge.tsx';
import { When } from '../../parts/When.tsx';
import * as texts from '../../texts/index.ts';

const says = texts.enrollment.tokens;

const headings: readonly Heading[] = [
  says.id,
  says.group,
  says.created,
  says.expires,
  { text: says.usesLeft, align: 'right' },
  says.actions,
];

interface TokensProps {
  readonly tokens: readonly EnrollmentTokenView[];
}

/** The enrollment tokens that were made and not deleted. */
export function Tokens({ tokens }: TokensProps) {
  const [asked, setAsked] = useState<string | undefined>();
  return (
    <Section title={says.title} says={says.says}>
      {tokens.length === 0 ? (
        <Text size="sm">{says.none}</Text>
      ) : (
        <TokenTable tokens={tokens} onDelete={setAsked} />
      )}
      {asked !== undefined && <DeleteToken id={asked} onClose={() => setAsked(undefined)} />}
    </Section>
  );
}

function TokenTable({ tokens, onDelete }: TokensProps & { readonly onDelete: (id: string) => void }) {
  return (
    <PlainTable headings={headings} label={says.title} minWidth={680} verticalSpacing="xs">
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} onDelete={onDelete} />
      ))}
    </PlainTable>
  );
}

interface TokenRowProps {
  readonly token: EnrollmentTokenView;
  readonly onDelete: (id: string) => void;
}

function TokenRow({ token, onDelete }: TokenRowProps) {
  const { id, group, createdAt, expiresAt, usesLeft } = token;
  const mayNot = useRefusal('operator', (role) => texts.needs(texts.roles[role]));
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <code>{id}</code>
      </Table.Th>
      <Table.Td>{group ?? texts.clients.none}</Table.Td>
      <Table.Td>
        <When at={createdAt} />
      </Table.Td>
      <Table.Td>
        {expiresAt <= Date.now() ? (
          <StateBadge tone="quiet">{says.expired}</StateBadge>
        ) : (
          formatTime(expiresAt)
        )}
      </Table.Td>
      <Table.Td ta="right" className="numbers">
        {formatNumber(usesLeft)}
      </Table.Td>
      <Table.Td>
        <ReasonedButton
          variant="default"
          size="compact-sm"
          because={mayNot}
          aria-label={says.removeLabel(id)}
          onClick={() => onDelete(id)}
        >
          {says.remove}
        </ReasonedButton>
      </Table.Td>
    </Table.Tr>
  );
}

interface DeleteTokenProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** A token is made anew in a moment, so its name has not to be typed. */
function DeleteToken({ id, onClose }: DeleteTokenProps) {
  const remove = useDeed(onClose);
  const path = `${useTenantApi()}/enrollment-tokens/${encodeURIComponent(id)}`;
  return (
    <FormDialog
      title={says.removeTitle}
      submit={says.remove}
      isBusy={remove.isPending}
      isDangerous
      error={remove.error}
      onSubmit={() => remove.mutate({ method: 'DELETE', path })}
      onClose={onClose}
    >
      <Text>
        <code>{id}</code>
      </Text>
      <Text>{says.removeText}</Text>
    </FormDialog>
  );
}
