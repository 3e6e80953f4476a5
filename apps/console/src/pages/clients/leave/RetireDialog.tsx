import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { ConfirmByName } from '../../../parts/ConfirmByName.tsx';
import * as texts from '../../../texts/index.ts';
import { type Leaving, type RetireWay, retireWays } from './retire-ways.ts';

const says = texts.leave;

interface RetireDialogProps {
  readonly isOpen: boolean;
  readonly client: Leaving;
  /** Of the client, in the API. */
  readonly path: string;
  readonly onClose: () => void;
  readonly onDone: (way: RetireWay) => void;
}

/** Says what each way of retiring a client does, and asks for its name. */
export function RetireDialog({ isOpen, client, path, onClose, onDone }: RetireDialogProps) {
  const ways = retireWays(client);
  const [chosen, setChosen] = useState<RetireWay>();
  const way = chosen ?? ways[0] ?? 'now';
  const retire = useDeed(() => onDone(way));
  const deed =
    way === 'ask' ? { path: `${path}/actions`, body: { kind: 'retire' } } : { path: `${path}/retire` };
  return (
    <ConfirmByName
      isOpen={isOpen}
      onClose={onClose}
      title={says.retireTitle(client.name)}
      text={says.retireText}
      name={client.name}
      action={says.actions[way]}
      isPending={retire.isPending}
      refusal={retire.error?.refusal}
      onConfirm={() => retire.mutate({ method: 'POST', ...deed })}
    >
      {ways.length === 1 ? (
        <Text size="sm">{says.foreign}</Text>
      ) : (
        <Radio.Group
          label={says.ways}
          value={way}
          onChange={(value) => setChosen(ways.find((one) => one === value))}
        >
          <Stack gap="xs" mt="xs">
            {ways.map((one) => (
              <Radio key={one} value={one} label={says.wayNames[one]} description={says.waysMean[one]} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </ConfirmByName>
  );
}
