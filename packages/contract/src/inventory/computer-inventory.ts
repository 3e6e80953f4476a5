import { type Static, type TSchema, Type } from 'typebox';

/**
 * The normal form of what is known of one computer. Every inventory, whoever collected it, is mapped into it; what has
 * no place in it is kept in `other`. What is not known is left out: no empty texts, no zeros for "unknown". Times are
 * milliseconds since 1970; units are in the names.
 */
const Text = Type.String({ maxLength: 2_000 });
const Count = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Time = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const maybe = Type.Optional;
const open = <Fields extends Record<string, TSchema>>(fields: Fields) => Type.Object(fields);

export const Hardware = open({
  hostname: maybe(Text),
  domain: maybe(Text),
  manufacturer: maybe(Text),
  model: maybe(Text),
  serialNumber: maybe(Text),
  /** Of the machine (SMBIOS), lower case. */
  uuid: maybe(Text),
  /** Desktop, Notebook, … or what virtualizes it. */
  chassis: maybe(Text),
  assetTag: maybe(Text),
  boardManufacturer: maybe(Text),
  boardModel: maybe(Text),
  boardSerialNumber: maybe(Text),
  biosManufacturer: maybe(Text),
  biosVersion: maybe(Text),
  biosDate: maybe(Text),
  architecture: maybe(Text),
  memoryBytes: maybe(Count),
  swapBytes: maybe(Count),
  /** Who used it last. */
  lastUser: maybe(Text),
});

export const osFamilies = ['linux', 'macos', 'windows', 'bsd', 'other'] as const;

export const OperatingSystem = open({
  family: Type.Enum([...osFamilies]),
  /** As its maker writes it: Debian GNU/Linux, Windows 11 Pro, macOS. */
  name: maybe(Text),
  version: maybe(Text),
  build: maybe(Text),
  kernel: maybe(Text),
  architecture: maybe(Text),
  timezone: maybe(Text),
  installedAt: maybe(Time),
  bootedAt: maybe(Time),
});

export const Cpu = open({
  name: Text,
  manufacturer: maybe(Text),
  architecture: maybe(Text),
  cores: maybe(Count),
  threads: maybe(Count),
  speedMhz: maybe(Count),
  serialNumber: maybe(Text),
});

export const MemoryModule = open({
  slot: maybe(Text),
  capacityBytes: maybe(Count),
  kind: maybe(Text),
  speedMhz: maybe(Count),
  manufacturer: maybe(Text),
  model: maybe(Text),
  serialNumber: maybe(Text),
});

/** A disk, or what passes for one. */
export const StorageDevice = open({
  name: Text,
  kind: maybe(Text),
  interface: maybe(Text),
  manufacturer: maybe(Text),
  model: maybe(Text),
  serialNumber: maybe(Text),
  firmware: maybe(Text),
  sizeBytes: maybe(Count),
});

export const FileSystem = open({
  /** Mount point or drive letter. */
  mount: Text,
  device: maybe(Text),
  kind: maybe(Text),
  label: maybe(Text),
  sizeBytes: maybe(Count),
  freeBytes: maybe(Count),
});

export const NetworkInterface = open({
  name: Text,
  description: maybe(Text),
  /** Lower case, with colons. */
  mac: maybe(Text),
  kind: maybe(Text),
  status: maybe(Text),
  speedMbps: maybe(Count),
  isVirtual: maybe(Type.Boolean()),
  /** IPv4 and IPv6 addresses, sorted. */
  ips: maybe(Type.Array(Text)),
  gateway: maybe(Text),
});

export const SoftwareItem = open({
  name: Text,
  version: maybe(Text),
  publisher: maybe(Text),
  architecture: maybe(Text),
  /** Who installed it: dpkg, rpm, apk, flatpak, snap, registry, app, … */
  source: maybe(Text),
  sizeBytes: maybe(Count),
  installedAt: maybe(Time),
});

export const User = open({
  name: Text,
  id: maybe(Text),
  fullName: maybe(Text),
  home: maybe(Text),
  shell: maybe(Text),
});

export const Group = open({ name: Text, id: maybe(Text), members: maybe(Type.Array(Text)) });

export const Service = open({
  name: Text,
  displayName: maybe(Text),
  state: maybe(Text),
  startMode: maybe(Text),
  account: maybe(Text),
});

export const VirtualMachine = open({
  name: Text,
  kind: maybe(Text),
  state: maybe(Text),
  uuid: maybe(Text),
  cpus: maybe(Count),
  memoryBytes: maybe(Count),
});

/** Found on the machine; never with its key. */
export const FoundCertificate = open({
  subject: Text,
  issuer: maybe(Text),
  serialNumber: maybe(Text),
  /** Of the DER, lower-case hex. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  notBefore: maybe(Time),
  notAfter: maybe(Time),
  location: maybe(Text),
});

/** What is plugged in or soldered on: controllers, graphics, sound, monitors, printers, USB, batteries, … */
export const Device = open({
  kind: Text,
  name: Text,
  manufacturer: maybe(Text),
  model: maybe(Text),
  serialNumber: maybe(Text),
  /** On its bus: PCI or USB ids. */
  id: maybe(Text),
  /** What tells two alike apart: a slot, a port. */
  slot: maybe(Text),
});

const rows = <Row extends TSchema>(row: Row) => Type.Optional(Type.Array(row, { maxItems: 50_000 }));

export const ComputerInventory = open({
  hardware: maybe(Hardware),
  operatingSystem: maybe(OperatingSystem),
  cpus: rows(Cpu),
  memoryModules: rows(MemoryModule),
  storageDevices: rows(StorageDevice),
  fileSystems: rows(FileSystem),
  networkInterfaces: rows(NetworkInterface),
  software: rows(SoftwareItem),
  users: rows(User),
  groups: rows(Group),
  services: rows(Service),
  virtualMachines: rows(VirtualMachine),
  certificates: rows(FoundCertificate),
  devices: rows(Device),
  /** What has no place above, by the name that its sender gave it. */
  other: maybe(Type.Record(Type.String({ maxLength: 200 }), Type.Unknown())),
});
export type ComputerInventory = Static<typeof ComputerInventory>;
export type SectionName = keyof ComputerInventory;
export type SoftwareItem = Static<typeof SoftwareItem>;

/** The sections that are lists of rows. */
export const rowSections = [
  'cpus',
  'memoryModules',
  'storageDevices',
  'fileSystems',
  'networkInterfaces',
  'software',
  'users',
  'groups',
  'services',
  'virtualMachines',
  'certificates',
  'devices',
] as const satisfies readonly SectionName[];
export type RowSection = (typeof rowSections)[number];
/** The sections that are one object. */
export const wholeSections = [
  'hardware',
  'operatingSystem',
  'other',
] as const satisfies readonly SectionName[];

/** How one part of an inventory came about. */
export const CollectorReport = open({
  name: Type.String({ maxLength: 100 }),
  tookMs: Type.Number({ minimum: 0 }),
  /** Why there is nothing of it; absent when it worked. */
  failed: maybe(Text),
});
export type CollectorReport = Static<typeof CollectorReport>;

const Fingerprint = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Reports = Type.Array(CollectorReport, { maxItems: 100 });

export const FullInventory = open({
  format: Type.Literal(2),
  kind: Type.Literal('full'),
  collectedAt: Time,
  /** `fingerprintOf` the inventory. */
  fingerprint: Fingerprint,
  inventory: ComputerInventory,
  collectors: Reports,
});
export type FullInventory = Static<typeof FullInventory>;

export const SectionChange = Type.Union([
  /** The section anew; null when it is gone. */
  Type.Object({ whole: Type.Unknown() }),
  /** Rows by `rowFingerprintOf` that are gone, and rows that came. */
  Type.Object({ removed: Type.Array(Type.String({ maxLength: 64 })), added: Type.Array(Type.Unknown()) }),
]);
export type SectionChange = Static<typeof SectionChange>;

/** What is another than in the inventory that the server has with that base; nothing at all when nothing changed. */
export const InventoryDifference = open({
  format: Type.Literal(2),
  kind: Type.Literal('difference'),
  collectedAt: Time,
  /** `fingerprintOf` the inventory before: the server answers INVENTORY_BASE_UNKNOWN (409) when it has another. */
  base: Fingerprint,
  /** `fingerprintOf` the inventory after. */
  fingerprint: Fingerprint,
  changes: Type.Record(Type.String({ maxLength: 100 }), SectionChange),
  collectors: Reports,
});
export type InventoryDifference = Static<typeof InventoryDifference>;

/** What our own client sends to `clientPaths.inventory`. */
export type NativeInventory = FullInventory | InventoryDifference;
