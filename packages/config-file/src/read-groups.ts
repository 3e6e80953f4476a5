import {
  type ConfigFile,
  type ConfiguredGroup,
  GROUP_NAME,
  MAX_INVENTORY_SECONDS,
  MAX_POLLING_SECONDS,
  MAX_PROOF_SECONDS,
} from './config.ts';
import type { Section } from './parse-sections.ts';
import { getNumber, malformed } from './read-values.ts';

const PREFIX = 'Group.';

/** The groups in their order; nothing when there is none. @throws CONFIG_MALFORMED */
export function readGroups(sections: ReadonlyMap<string, Section>): Pick<ConfigFile, 'groups'> {
  const groups = [...sections.values()].filter(({ name }) => name.startsWith(PREFIX)).map(readGroup);
  return groups.length === 0 ? {} : { groups };
}

function readGroup(section: Section): ConfiguredGroup {
  const name = section.name.slice(PREFIX.length);
  if (!GROUP_NAME.test(name))
    throw malformed(
      `[${section.name}]`,
      'lower-case letters, digits and hyphens, at most 63, after "Group."',
    );
  const read = (key: string, max: number) =>
    section.values.has(key) ? getNumber(section, key, max) : undefined;
  const pollingInterval = read('PollingInterval', MAX_POLLING_SECONDS);
  const inventoryInterval = read('InventoryInterval', MAX_INVENTORY_SECONDS);
  const proofInterval = read('ProofInterval', MAX_PROOF_SECONDS);
  return {
    name,
    ...(pollingInterval !== undefined && { pollingInterval }),
    ...(inventoryInterval !== undefined && { inventoryInterval }),
    ...(proofInterval !== undefined && { proofInterval }),
  };
}
