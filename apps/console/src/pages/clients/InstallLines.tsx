import { NativeSelect, Stack, Tabs, Text } from '@mantine/core';
import { useTenantName } from '../../app/tenant.ts';
import { useView } from '../../app/use-view.ts';
import { Copyable } from '../../parts/Copyable.tsx';
import { Section } from '../../parts/Section.tsx';
import * as texts from '../../texts/index.ts';
import { AnchorsDownload } from './AnchorsDownload.tsx';
import { installLines, type System, systems } from './install-lines.ts';
import { isHttps, useAddresses } from './use-addresses.ts';

const says = texts.enrollment.lines;

/** What to run on each computer, by its system; complete once there is a token. */
export function InstallLines({ token }: { readonly token: string | undefined }) {
  const addresses = useAddresses();
  const anchorFile = useAnchorFile();
  const [view, change] = useView();
  const server = addresses.find((address) => address === view.address) ?? addresses[0];
  return (
    <Section title={says.title} says={says.says}>
      {server === undefined ? (
        <Text size="sm">{says.noAddress}</Text>
      ) : (
        <Stack gap="sm">
          {token === undefined && (
            <Text size="sm" c="dimmed">
              {says.placeholder}
            </Text>
          )}
          <NativeSelect
            label={says.address}
            maw={420}
            value={server}
            data={addresses}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
          <LinesBySystem server={server} token={token ?? 'TOKEN'} />
          {isHttps(server) && <AnchorsDownload says={says.anchor(anchorFile)} />}
        </Stack>
      )}
    </Section>
  );
}

interface LinesProps {
  readonly server: string;
  readonly token: string;
}

function LinesBySystem({ server, token }: LinesProps) {
  const [view, change] = useView();
  const chosen = systems.find((system) => system === view.system) ?? 'linux';
  const anchorFile = useAnchorFile();
  const linesOf = (system: System) =>
    installLines({ system, server, token, anchorFile: isHttps(server) ? anchorFile : undefined });
  return (
    <Tabs value={chosen} onChange={(system) => change({ system: system ?? undefined })} keepMounted={false}>
      <Tabs.List aria-label={says.system}>
        {systems.map((system) => (
          <Tabs.Tab key={system} value={system}>
            {says.systems[system]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {systems.map((system) => (
        <Tabs.Panel key={system} value={system} pt="sm">
          <Copyable label={says.label(says.systems[system])} text={linesOf(system)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function useAnchorFile(): string {
  return `${useTenantName()}-anchors.pem`;
}
