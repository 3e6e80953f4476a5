import { Button, FileButton, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { type DragEvent, useState } from 'react';
import { formatNumber } from '../../../app/format.ts';
import * as texts from '../../../texts/index.ts';
import { addFiles, type ChosenFile, MOST_BYTES } from './gather-files.ts';

const { import: says } = texts.certificates;

interface FileDropProps {
  readonly files: readonly ChosenFile[];
  readonly onChange: (files: readonly ChosenFile[]) => void;
}

/** Takes files by drag and drop, by a button, or as pasted text; nothing is sent yet. */
export function FileDrop({ files, onChange }: FileDropProps) {
  const [tooLarge, setTooLarge] = useState<string>();
  const take = async (chosen: readonly File[]) => {
    const large = chosen.find(({ size }) => size > MOST_BYTES);
    setTooLarge(large?.name);
    const taken = chosen.filter(({ size }) => size <= MOST_BYTES);
    onChange(addFiles(files, await Promise.all(taken.map(readChosen))));
  };
  const paste = (text: string) => {
    const others = files.filter(({ name }) => name !== says.pasted);
    const bytes = new TextEncoder().encode(text);
    onChange(text.trim() === '' ? others : [...others, { name: says.pasted, bytes }]);
  };
  return (
    <Stack gap="sm">
      <DropArea onFiles={(chosen) => void take(chosen)} />
      {tooLarge !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {says.tooLarge(tooLarge)}
        </Text>
      )}
      <Textarea
        label={says.paste}
        rows={2}
        autosize
        maxRows={6}
        spellCheck={false}
        value={pastedIn(files)}
        onChange={(event) => paste(event.currentTarget.value)}
      />
      {files.length > 0 && <FileList files={files} onChange={onChange} />}
    </Stack>
  );
}

function DropArea({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const [isOver, setIsOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <Paper
      withBorder
      p="lg"
      component="section"
      aria-label={says.drop}
      style={{ borderStyle: 'dashed', ...(isOver && { borderColor: 'var(--mantine-primary-color-filled)' }) }}
      onDragOver={over}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Group justify="center" gap="sm">
        <Text>{says.drop}</Text>
        <Text c="dimmed">{says.or}</Text>
        <FileButton multiple onChange={onFiles} inputProps={{ 'aria-label': says.choose }}>
          {({ onClick }) => (
            <Button variant="default" onClick={onClick}>
              {says.choose}
            </Button>
          )}
        </FileButton>
      </Group>
    </Paper>
  );
}

function FileList({ files, onChange }: FileDropProps) {
  return (
    <Stack gap={4} component="ul" aria-label={says.files} p={0} m={0} style={{ listStyle: 'none' }}>
      {files.map(({ name, bytes }) => (
        <Group key={name} component="li" gap="sm" wrap="nowrap">
          <Text size="sm" className="code">
            {name}
          </Text>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {says.bytes(formatNumber(bytes.length))}
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={says.remove(name)}
            onClick={() => onChange(files.filter((file) => file.name !== name))}
          >
            {says.takeAway}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}

function pastedIn(files: readonly ChosenFile[]): string {
  const pasted = files.find(({ name }) => name === says.pasted);
  return pasted === undefined ? '' : new TextDecoder().decode(pasted.bytes);
}

async function readChosen(file: File): Promise<ChosenFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
