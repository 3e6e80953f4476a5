import { Button, CloseButton, Group, Modal, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useRef, useState } from 'react';
import { useTenantName } from '../../app/tenant.ts';
import type { View } from '../../app/use-view.ts';
import { ReasonedButton } from '../../parts/ReasonedButton.tsx';
import * as texts from '../../texts/index.ts';
import { useSavedFilters } from './saved-filters.ts';

const { saved: says } = texts.computers;

interface SavedFiltersProps {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

/** Views under a name, kept in this browser. */
export function SavedFilters({ view, onChange }: SavedFiltersProps) {
  const { saved, save, forget } = useSavedFilters(useTenantName());
  const [isListOpen, list] = useDisclosure();
  const [isNaming, naming] = useDisclosure();
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Popover
        opened={isListOpen}
        onChange={list.set}
        position="bottom-end"
        shadow="md"
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button ref={button} variant="default" onClick={list.toggle}>
            {says.button}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Stack gap="xs" align="flex-start">
            {saved.length === 0 && <Text size="sm">{says.none}</Text>}
            {saved.map((one) => (
              <Group key={one.name} gap={4} wrap="nowrap">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => {
                    onChange(one.view);
                    list.close();
                  }}
                >
                  {one.name}
                </Button>
                <CloseButton size="sm" aria-label={says.remove(one.name)} onClick={() => forget(one.name)} />
              </Group>
            ))}
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                list.close();
                naming.open();
              }}
            >
              {says.save}
            </Button>
            <Text size="xs" c="dimmed">
              {says.here}
            </Text>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Modal
        opened={isNaming}
        onClose={naming.close}
        // What it was opened by is gone with the list.
        onExitTransitionEnd={() => button.current?.focus()}
        title={says.title}
        closeButtonProps={{ 'aria-label': says.close }}
      >
        <NameForm
          onName={(name) => {
            save(name, view);
            naming.close();
          }}
        />
      </Modal>
    </>
  );
}

function NameForm({ onName }: { readonly onName: (name: string) => void }) {
  const [name, setName] = useState('');
  const because = name.trim() === '' ? says.nameless : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (because === undefined) onName(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={says.name}
          description={says.nameHint}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <ReasonedButton type="submit" because={because}>
            {says.submit}
          </ReasonedButton>
        </Group>
      </Stack>
    </form>
  );
}
