import type { MachineIdentity } from '@causeway/inventory';

/** What computers call themselves that were never given a name. */
const NOBODYS_NAME = 'localhost';

/** By what the computer of a machine is found; by its hostname where nothing else is known of it. */
export function marksOf({ uuid, serialNumber, macs, hostname }: MachineIdentity): string[] {
  const strong = [
    ...(uuid === null ? [] : [`uuid ${uuid}`]),
    ...(serialNumber === null ? [] : [`serial number ${serialNumber}`]),
    ...macs.map((mac) => `mac ${mac}`),
  ];
  if (strong.length > 0 || hostname === null || hostname === NOBODYS_NAME) return strong;
  return [`hostname ${hostname}`];
}
