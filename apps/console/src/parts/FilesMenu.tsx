import { Button, Menu, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatQuery, type RowsQuery } from '../api/use-rows.ts';
import * as texts from '../texts/index.ts';
import { Copyable } from './Copyable.tsx';

const { files: says } = texts.rows;

interface FilesMenuProps {
  /** Of the list, behind `/api/v1`. */
  readonly path: string;
  readonly query: RowsQuery;
  /** Of the feed, behind `/api/v1`, when the rows are in it. */
  readonly feed?: string;
}

/** All rows of a list, beyond what is shown: as files, and as a feed. */
export function FilesMenu({ path, query, feed }: FilesMenuProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const fileOf = (format: string) => `/api/v1${path}?${formatQuery({ ...query, format })}`;
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default">{says.button}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={fileOf('csv')} download>
            {says.csv}
          </Menu.Item>
          <Menu.Item component="a" href={fileOf('jsonl')} download>
            {says.jsonLines}
          </Menu.Item>
          {feed !== undefined && <Menu.Item onClick={open}>{says.odata}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isOpen}
        onClose={close}
        title={says.odataTitle}
        size="lg"
        closeButtonProps={{ 'aria-label': says.close }}
      >
        <Stack>
          <Text size="sm">{says.odataSteps}</Text>
          {feed !== undefined && <Copyable label={says.odataAddress} text={feedAddress(feed, query)} />}
          {window.location.protocol === 'http:' && <Text size="sm">{says.odataHttp}</Text>}
          {query.search !== undefined && <Text size="sm">{says.odataSearch}</Text>}
        </Stack>
      </Modal>
    </>
  );
}

function feedAddress(feed: string, { filter }: RowsQuery): string {
  const asked = filter === undefined || filter === '' ? '' : `?$filter=${encodeURIComponent(filter)}`;
  return `${window.location.origin}/api/v1${feed}${asked}`;
}
