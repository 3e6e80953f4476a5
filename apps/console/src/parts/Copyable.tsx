import { Button, Code, CopyButton, Group, ScrollArea, Stack, Text } from '@mantine/core';
import * as texts from '../texts/index.ts';

interface CopyableProps {
  /** What it is. */
  readonly label: string;
  readonly text: string;
}

/** A text to be taken elsewhere as it is: a command line, a secret, a file in PEM. */
export function Copyable({ label, text }: CopyableProps) {
  return (
    <Stack gap={4} component="section" aria-label={label}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600} miw={0} style={{ overflowWrap: 'anywhere' }}>
          {label}
        </Text>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="compact-sm"
              flex="none"
              variant="default"
              onClick={copy}
              // The word that it was done is read out.
              aria-label={copied ? undefined : texts.copyable.copyWhat(label)}
            >
              {copied ? texts.copyable.copied : texts.copyable.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <ScrollArea.Autosize mah="16rem" viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': label }}>
        <Code block>{text}</Code>
      </ScrollArea.Autosize>
    </Stack>
  );
}
