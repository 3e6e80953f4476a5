import type { ComputerChangeView, PageView } from '@causeway/contract/admin';
import { Code, Modal, ScrollArea, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMaybe } from '../../../api/use-api.ts';
import { formatTime } from '../../../app/format.ts';
import * as texts from '../../../texts/index.ts';
import { sectionOf } from './change-columns.tsx';

const { history: says } = texts.computer;

interface ChangeDialogProps {
  /** Of the changes of the computer. */
  readonly path: string;
  readonly id: string | undefined;
  readonly onClose: () => void;
}

/** One change, before and after. */
export function ChangeDialog({ path, id, onClose }: ChangeDialogProps) {
  const isId = id !== undefined && /^\d+$/.test(id);
  const asked = isId ? `${path}?filter=${encodeURIComponent(`id eq ${id}`)}` : undefined;
  const { data } = useMaybe<PageView<ComputerChangeView>>(asked);
  const [change] = data?.rows ?? [];
  return (
    <Modal
      opened={isId && change !== undefined}
      onClose={onClose}
      title={change?.what}
      size="xl"
      closeButtonProps={{ 'aria-label': says.close }}
    >
      {change !== undefined && (
        <Stack>
          <Text size="sm" c="dimmed">
            {sectionOf(change.section)}, {says.kinds[change.kind]}, {formatTime(change.at)}
          </Text>
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Side title={says.before} value={change.before} />
            <Side title={says.after} value={change.after} />
          </SimpleGrid>
        </Stack>
      )}
    </Modal>
  );
}

function Side({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <Stack gap={4}>
      <Title order={3} size="h5">
        {title}
      </Title>
      {value === null || value === undefined ? (
        <Text size="sm">{says.nothing}</Text>
      ) : (
        <ScrollArea.Autosize mah="20rem" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': title }}>
          <Code block>{JSON.stringify(value, null, 2)}</Code>
        </ScrollArea.Autosize>
      )}
    </Stack>
  );
}
