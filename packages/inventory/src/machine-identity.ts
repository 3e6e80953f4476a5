import type { ComputerInventory } from '@causeway/contract/inventory';

/** What tells one machine from another, as far as an inventory says. All in lower case. */
export interface MachineIdentity {
  readonly hostname: string | null;
  /** Of the firmware (SMBIOS). */
  readonly uuid: string | null;
  readonly serialNumber: string | null;
  /** Of physical interfaces, sorted; 64 at most. */
  readonly macs: readonly string[];
}

/** What makers write where they wrote nothing. */
const NO_SERIAL =
  /^(|0+|1+|f+|x+|-+|\.+|none|n\/?a|null|unknown|default( string)?|not (specified|available|applicable|present)|to be filled.*|system serial number|chassis serial number|serial ?number|empty|invalid|oem|o\.e\.m\.?|123456789.*|0123456789.*)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** As some boards all have it. */
const KNOWN_UUIDS = new Set(['03000200-0400-0500-0006-000700080009', '12345678-1234-5678-90ab-cddeefaabbcc']);
const MAC = /^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/;
const LOCALLY_ADMINISTERED = 0x02;
/** More than any machine has cards; of more, the first ones tell enough. */
const MOST_MACS = 64;
/** QEMU and KVM give their machines addresses that are locally administered, and their own. */
const OF_VIRTUAL_MACHINES = '52:54:00:';

export function identityOf({ hardware = {}, networkInterfaces = [] }: ComputerInventory): MachineIdentity {
  const macs = networkInterfaces
    .filter(({ isVirtual }) => isVirtual !== true)
    .map(({ mac }) => mac?.toLowerCase() ?? '')
    .filter(isOwnMac);
  return {
    hostname: hardware.hostname?.toLowerCase() || null,
    uuid: goodUuid(hardware.uuid),
    serialNumber: goodSerial(hardware.serialNumber),
    macs: [...new Set(macs)].sort().slice(0, MOST_MACS),
  };
}

function goodUuid(text = ''): string | null {
  const uuid = text.trim().toLowerCase();
  // All zeros, all f's and the like are what firmware has that was never told.
  const isGood = UUID.test(uuid) && !KNOWN_UUIDS.has(uuid) && new Set(uuid.replaceAll('-', '')).size > 2;
  return isGood ? uuid : null;
}

function goodSerial(text = ''): string | null {
  const serial = text.trim().toLowerCase();
  return NO_SERIAL.test(serial) ? null : serial;
}

/** Containers, bridges and tunnels make up addresses of their own (IEEE 802c: the second bit of the first octet). */
function isOwnMac(mac: string): boolean {
  if (!MAC.test(mac)) return false;
  if (mac.startsWith(OF_VIRTUAL_MACHINES)) return true;
  const first = Number.parseInt(mac.slice(0, 2), 16);
  return (first & LOCALLY_ADMINISTERED) === 0 && mac !== '00:00:00:00:00:00';
}

export interface IdentityComparison {
  /** `unknown`: there is nothing by which machines could be told apart. */
  readonly kind: 'same' | 'different' | 'unknown';
  /** What they share, for a person; '' when nothing. */
  readonly shared: string;
}

/**
 * A shared hardware UUID, serial number or MAC address makes one machine of two inventories. A MAC address alone does not
 * where both others are known and differ: docks and adapters go from one machine to another.
 */
export function compareIdentities(one: MachineIdentity, other: MachineIdentity): IdentityComparison {
  const isOther = differ(one.uuid, other.uuid) && differ(one.serialNumber, other.serialNumber);
  const macs = isOther ? [] : one.macs.filter((mac) => other.macs.includes(mac));
  const shared = [
    ...(one.uuid !== null && one.uuid === other.uuid ? [`hardware UUID ${one.uuid}`] : []),
    ...(one.serialNumber !== null && one.serialNumber === other.serialNumber
      ? [`serial number ${one.serialNumber}`]
      : []),
    ...macs.map((mac) => `MAC address ${mac}`),
  ];
  if (shared.length > 0) return { kind: 'same', shared: shared.join(', ') };
  const isComparable =
    (one.uuid !== null && other.uuid !== null) ||
    (one.serialNumber !== null && other.serialNumber !== null) ||
    (one.macs.length > 0 && other.macs.length > 0);
  return { kind: isComparable ? 'different' : 'unknown', shared: '' };
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

/** Whether both are of one machine; where nothing tells, the hostname does. */
export function isSameMachine(one: MachineIdentity, other: MachineIdentity): boolean {
  const { kind } = compareIdentities(one, other);
  return kind === 'unknown' ? one.hostname === other.hostname : kind === 'same';
}

/**
 * Whether an inventory that anybody may have sent is of the machine that is known. The hostname, which is in every device
 * id, tells only where nothing more is known: else who knows a device id could empty the inventory behind it.
 */
export function isClaimOf(known: MachineIdentity, claimed: MachineIdentity): boolean {
  const isNamedOnly = known.uuid === null && known.serialNumber === null && known.macs.length === 0;
  const { kind } = compareIdentities(known, claimed);
  return kind === 'unknown' ? isNamedOnly && known.hostname === claimed.hostname : kind === 'same';
}

/** A text that is the same for the same machine as long as it keeps what tells it apart. */
export function machineKeyOf({ uuid, serialNumber, macs, hostname }: MachineIdentity): string {
  return JSON.stringify(uuid ?? serialNumber ?? macs[0] ?? hostname ?? '');
}
