import { List, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useView } from '../../app/use-view.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { PageTitle } from '../../parts/PageTitle.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { type CommandLines, commandLines, type Places } from './command-lines.ts';

const says = texts.backup;

/** As `causeway serve` has it when nothing is said. */
const usual: Places = { data: './data', target: '/var/backups/causeway' };

/** How a backup is made, which the machine of the server alone can do, and what is in it. */
export default function BackupPage() {
  const [view, change] = useView();
  const lines = commandLines({ data: view.data ?? usual.data, target: view.target ?? usual.target });
  return (
    <>
      <PageTitle title={says.title} says={says.says} />
      <Stack maw={820}>
        <Holds />
        <Section title={says.places} says={says.placesSays}>
          <TextInput
            label={says.data}
            description={says.dataHint}
            placeholder={usual.data}
            value={view.data ?? ''}
            onChange={(event) => change({ data: event.currentTarget.value })}
          />
          <TextInput
            label={says.target}
            placeholder={usual.target}
            value={view.target ?? ''}
            onChange={(event) => change({ target: event.currentTarget.value })}
          />
        </Section>
        <KeyBackup lines={lines} />
        <CreateBackup lines={lines} />
        <Restore lines={lines} />
      </Stack>
    </>
  );
}

interface LinesProps {
  readonly lines: CommandLines;
}

function KeyBackup({ lines }: LinesProps) {
  return (
    <Section title={says.key.title} says={says.key.says}>
      <Copyable label={says.key.backup} text={lines.backupKey} />
      <Text size="sm">{says.key.password}</Text>
      <Copyable label={says.key.show} text={lines.showKey} />
    </Section>
  );
}

function CreateBackup({ lines }: LinesProps) {
  return (
    <Section title={says.create.title} says={says.create.says}>
      <Copyable label={says.create.once} text={lines.create} />
      <Copyable label={says.create.daily} text={lines.daily} />
      <Text size="sm">{says.create.dailySays}</Text>
      <Copyable label={says.create.withKey} text={lines.withKey} />
      <Text size="sm">{says.create.withKeySays}</Text>
    </Section>
  );
}

function Restore({ lines }: LinesProps) {
  return (
    <Section title={says.restore.title} says={says.restore.says}>
      <Copyable label={says.restore.folder} text={lines.restore} />
      <Copyable label={says.restore.key} text={lines.restoreKey} />
      <Copyable label={says.restore.start} text={lines.start} />
      <Text size="sm">{says.restore.after}</Text>
    </Section>
  );
}

function Holds() {
  const { holds } = says;
  return (
    <Section title={holds.title}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Lines title={holds.yes} lines={holds.in} />
        <Lines title={holds.no} lines={holds.out} />
      </SimpleGrid>
    </Section>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <div>
      <Text fw={600} size="sm" mb={4}>
        {title}
      </Text>
      <List size="sm" spacing={4}>
        {lines.map((line) => (
          <List.Item key={line}>{line}</List.Item>
        ))}
      </List>
    </div>
  );
}
