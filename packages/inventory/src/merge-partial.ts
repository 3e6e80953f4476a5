import type { ComputerInventory } from '@causeway/contract/inventory';

type Devices = ComputerInventory['devices'];
type System = ComputerInventory['operatingSystem'];

/**
 * What is known after an inventory of some sections: each that is in it is as it says, all others are as they were. An
 * agent writes the sections of a kind of device, and what tells of the machine, one by one.
 */
export function mergePartial(before: ComputerInventory, said: ComputerInventory): ComputerInventory {
  const devices = mergeDevices(before.devices, said.devices);
  const system = mergeSystems(before.operatingSystem, said.operatingSystem);
  return {
    ...{ ...before, ...said },
    ...(said.hardware && { hardware: { ...before.hardware, ...said.hardware } }),
    ...(system && { operatingSystem: system }),
    ...(devices && { devices }),
    ...(said.other && { other: { ...before.other, ...said.other } }),
  };
}

function mergeDevices(before: Devices = [], said: Devices = []): Devices {
  const kinds = new Set(said.map(({ kind }) => kind));
  const all = [...before.filter(({ kind }) => !kinds.has(kind)), ...said];
  return all.length === 0 ? undefined : all;
}

/** Without its name nothing is said of a system but what stands elsewhere, and its family is a guess. */
function mergeSystems(before: System, said: System): System {
  if (before === undefined || said === undefined) return said ?? before;
  return said.name === undefined ? { ...said, ...before } : said;
}
