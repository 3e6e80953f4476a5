import { Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../../api/use-api.ts';
import { ConfirmByName } from '../../../parts/ConfirmByName.tsx';
import * as texts from '../../../texts/index.ts';
import { type Leaving, type RetireWay, retireWays } from './retire-ways.ts';

const says = texts.leave;

interface RetireDialogProps {
  readonly client: Leaving;
  /** Of the client, in the API. */
  readonly path: string;
  readonly onClose: () => void;
  readonly onDone: (way: RetireWay) => void;
}

/** Says what each way of retiring a client does, and asks for its name. */
export function RetireDialog({ client, path, onClose, onDone }: RetireDialogProps) {
  // As they are when one begins: the client may fall asleep while its name is typed.
  const [ways] = useState(() => retireWays(client));
  const [way, setWay] = useState<RetireWay>(ways[0] ?? 'now');
  const retire = useDeed(() => onDone(way));
  const deed =
    way === 'ask' ? { path: `${path}/actions`, body: { kind: 'retire' } } : { path: `${path}/retire` };
  return (
    <ConfirmByName
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
          // The options below are all that there is.
          onChange={(value) => setWay(value as RetireWay)}
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
