import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import * as texts from '../texts/index.ts';

interface PageTitleProps {
  readonly title: string;
  /** One sentence on what there is to see. */
  readonly says?: ReactNode;
  /** What can be done here. */
  readonly children?: ReactNode;
}

export function PageTitle({ title, says, children }: PageTitleProps) {
  useDocumentTitle(`${title} · ${texts.product}`);
  return (
    <Group justify="space-between" align="flex-start" mb="md">
      <Stack gap={2}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {says !== undefined && (
          <Text c="dimmed" size="sm">
            {says}
          </Text>
        )}
      </Stack>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
