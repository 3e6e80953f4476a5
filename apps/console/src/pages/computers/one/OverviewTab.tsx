import type { ComputerDetailsView } from '@causeway/contract/admin';
import { Alert, List, SimpleGrid, Stack } from '@mantine/core';
import { formatNumber } from '../../../app/format.ts';
import { formatBytes } from '../../../app/format-bytes.ts';
import { Facts } from '../../../parts/Facts.tsx';
import { Section } from '../../../parts/Section.tsx';
import { When } from '../../../parts/When.tsx';
import * as texts from '../../../texts/index.ts';
import { familyOf } from '../computer-columns.ts';
import { ClientFacts } from './ClientFacts.tsx';
import { useComputer } from './use-computer.ts';

const says = texts.computer;
const { columns } = texts.computers;

/** The computer at a glance. */
export default function OverviewTab() {
  const computer = useComputer();
  return (
    <Stack>
      <FailedParts computer={computer} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Machine computer={computer} />
        <System computer={computer} />
        <ClientFacts clientId={computer.clientId} />
        <Reports computer={computer} />
      </SimpleGrid>
    </Stack>
  );
}

interface PartProps {
  readonly computer: ComputerDetailsView;
}

function FailedParts({ computer: { collectors } }: PartProps) {
  const failed = collectors.filter((part) => part.failed !== undefined);
  if (failed.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title={says.failedParts}>
      <List size="sm">
        {failed.map((part) => (
          <List.Item key={part.name}>
            {part.name}: {part.failed}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function Machine({ computer }: PartProps) {
  const { cpuCores, memoryBytes, storageBytes, inventory } = computer;
  return (
    <Section title={says.sections.hardware}>
      <Facts
        facts={[
          [columns.manufacturer, computer.manufacturer],
          [columns.model, computer.model],
          [columns.serialNumber, computer.serialNumber],
          [columns.uuid, computer.uuid],
          [texts.inventory.fields.chassis ?? '', inventory.hardware?.chassis],
          [columns.cpu, computer.cpu],
          [columns.cpuCores, cpuCores],
          [columns.memoryBytes, memoryBytes !== null && formatBytes(memoryBytes)],
          [columns.storageBytes, storageBytes !== null && formatBytes(storageBytes)],
        ]}
      />
    </Section>
  );
}

function System({ computer }: PartProps) {
  const system = computer.inventory.operatingSystem;
  const ips = computer.inventory.networkInterfaces?.flatMap(({ ips: found = [] }) => found) ?? [];
  return (
    <Section title={says.sections.operatingSystem}>
      <Facts
        facts={[
          [columns.osName, computer.osName ?? familyOf(computer.osFamily)],
          [columns.osVersion, computer.osVersion],
          [says.facts.kernel, system?.kernel],
          [says.facts.bootedAt, system?.bootedAt !== undefined && <When at={system.bootedAt} />],
          [columns.domain, computer.domain],
          [columns.lastUser, computer.lastUser],
          [says.facts.ips, ips.length === 0 ? computer.ip : ips.join(', ')],
        ]}
      />
    </Section>
  );
}

function Reports({ computer }: PartProps) {
  const { inventoryAt, changedAt, firstSeenAt, collectedBy, softwareCount, archivedAt } = computer;
  return (
    <Section title={says.sections.inventory}>
      <Facts
        facts={[
          [columns.inventoryAt, <When key="inventory" at={inventoryAt} />],
          [columns.changedAt, <When key="changed" at={changedAt} />],
          [columns.firstSeenAt, <When key="first" at={firstSeenAt} />],
          [columns.archivedAt, archivedAt !== null && <When at={archivedAt} />],
          [columns.collectedBy, collectedBy],
          [says.facts.softwareLabel, says.facts.software(formatNumber(softwareCount))],
          [columns.id, computer.id],
        ]}
      />
    </Section>
  );
}
