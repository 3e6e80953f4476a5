import { NativeSelect, Stack, Tabs, Text } from '@mantine/core';
import { useView } from '../../app/use-view.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { AnchorsDownload } from './AnchorsDownload.tsx';
import { type ForeignFamily, type ForeignSecret, foreignFamilies, foreignLines } from './foreign-lines.ts';
import { isHttps, useAddresses } from './use-addresses.ts';

const says = texts.foreignAgents.lines;

interface ForeignConfigurationProps {
  /** Who the agents sign in as; null without a shared secret. */
  readonly user: string | null;
  /** As long as it is known here. */
  readonly secret: ForeignSecret | undefined;
}

/** The lines of each agent's configuration. */
export function ForeignConfiguration({ user, secret }: ForeignConfigurationProps) {
  const addresses = useAddresses();
  const [view, change] = useView();
  const address = addresses.find((one) => one === view.address) ?? addresses[0];
  const shown = user === null ? undefined : secret?.user === user ? secret : { user, password: 'PASSWORD' };
  return (
    <Section title={says.title} says={says.says}>
      {address === undefined ? (
        <Text size="sm">{texts.enrollment.lines.noAddress}</Text>
      ) : (
        <Stack gap="sm">
          <NativeSelect
            label={says.address}
            maw={420}
            value={address}
            data={addresses}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
          <LinesByAgent address={address} secret={shown} />
          {shown !== undefined && shown !== secret && (
            <Text size="sm" c="dimmed">
              {says.placeholder}
            </Text>
          )}
          {isHttps(address) && <AnchorsDownload says={says.anchor} />}
        </Stack>
      )}
    </Section>
  );
}

interface LinesByAgentProps {
  readonly address: string;
  readonly secret: ForeignSecret | undefined;
}

function LinesByAgent({ address, secret }: LinesByAgentProps) {
  const [view, change] = useView();
  const chosen = foreignFamilies.find((family) => family === view.agent) ?? 'glpi';
  return (
    <Tabs value={chosen} onChange={(agent) => change({ agent: agent ?? undefined })} keepMounted={false}>
      <Tabs.List aria-label={says.agent}>
        {foreignFamilies.map((family) => (
          <Tabs.Tab key={family} value={family}>
            {says.agents[family]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {foreignFamilies.map((family) => (
        <Tabs.Panel key={family} value={family} pt="sm">
          <Lines family={family} address={address} secret={secret} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Lines({ family, address, secret }: LinesByAgentProps & { readonly family: ForeignFamily }) {
  const { file, lines, secret: isSaid } = foreignLines(family, address, secret);
  return (
    <Stack gap={4}>
      <Copyable label={says.label(file)} text={lines.join('\n')} />
      {isSaid === 'base64' && <Text size="sm">{says.base64}</Text>}
      {isSaid === 'in-set-up' && <Text size="sm">{says.inSetUp}</Text>}
    </Stack>
  );
}
