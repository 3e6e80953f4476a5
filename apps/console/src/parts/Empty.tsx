import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyProps {
  readonly title: string;
  /** What to do next. */
  readonly text: ReactNode;
  readonly children?: ReactNode;
}

/** Where there is nothing yet: teaches the next step. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <Paper withBorder p="xl">
      <Stack gap="xs" align="flex-start">
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed" maw="40rem">
          {text}
        </Text>
        {children}
      </Stack>
    </Paper>
  );
}
