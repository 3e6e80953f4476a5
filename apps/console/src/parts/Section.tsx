import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  readonly title: string;
  readonly says?: ReactNode;
  readonly children: ReactNode;
}

/** One matter of a page, which its heading names to whoever listens, too. */
export function Section({ title, says, children }: SectionProps) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Stack gap="sm">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {says !== undefined && (
          <Text size="sm" c="dimmed" maw="44rem">
            {says}
          </Text>
        )}
        {children}
      </Stack>
    </Paper>
  );
}
