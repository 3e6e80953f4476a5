import type { MachineIdentity } from '@causeway/inventory';

/** What computers call themselves that were never given a name: localhost, localhost.localdomain, localhost6. */
const NOBODYS_NAME = /^localhost\d?(\.|$)/;

/** The name by which a machine may be known again; undefined for one that any machine may have. */
export function ownNameOf({ hostname }: MachineIdentity): string | undefined {
  return hostname === null || NOBODYS_NAME.test(hostname) ? undefined : hostname;
}

/** By what the computer of a machine is found; by its hostname where nothing else is known of it. */
export function marksOf(identity: MachineIdentity): string[] {
  const { uuid, serialNumber, macs } = identity;
  const strong = [
    ...(uuid === null ? [] : [`uuid ${uuid}`]),
    ...(serialNumber === null ? [] : [`serial number ${serialNumber}`]),
    ...macs.map((mac) => `mac ${mac}`),
  ];
  const name = ownNameOf(identity);
  return strong.length > 0 || name === undefined ? strong : [`hostname ${name}`];
}
