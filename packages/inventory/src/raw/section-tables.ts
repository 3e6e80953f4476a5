import type { RowSection } from '@causeway/contract/inventory';
import {
  count,
  flag,
  lowerCase,
  mebibytes,
  megabitsPerSecond,
  megabytes,
  positive,
  type ReadValue,
  text,
  texts,
  time,
} from './read-values.ts';

/** Fields of the normal form, each with the agent's fields that may hold it, the better one first. */
export type FieldTable = Readonly<Record<string, readonly [ReadValue, ...string[]]>>;

export interface SectionTable {
  readonly section: RowSection;
  readonly fields: FieldTable;
  /** Of devices: what they are. */
  readonly kind?: string;
  /** What a row without a name is called. */
  readonly unnamed?: string;
}

const device = (kind: string, fields: FieldTable): SectionTable => ({
  section: 'devices',
  kind,
  fields: {
    name: [text, 'NAME', 'CAPTION', 'DESCRIPTION', 'DESIGNATION'],
    manufacturer: [text, 'MANUFACTURER', 'VENDOR'],
    model: [text, 'MODEL'],
    serialNumber: [text, 'SERIAL', 'SERIALNUMBER'],
    ...fields,
  },
  unnamed: kind,
});

/** The sections of OCS Inventory, FusionInventory and GLPI agents that are lists; GLPI writes the names in small letters. */
export const sectionTables: Readonly<Record<string, SectionTable>> = {
  CPUS: {
    section: 'cpus',
    unnamed: 'CPU',
    fields: {
      name: [text, 'NAME', 'TYPE'],
      manufacturer: [text, 'MANUFACTURER'],
      architecture: [text, 'CPUARCH', 'ARCH'],
      cores: [positive, 'CORES', 'CORE'],
      threads: [positive, 'LOGICAL_CPUS', 'THREADS', 'THREAD'],
      speedMhz: [positive, 'SPEED', 'CURRENT_SPEED'],
      serialNumber: [text, 'SERIALNUMBER', 'SERIAL'],
    },
  },
  MEMORIES: {
    section: 'memoryModules',
    fields: {
      slot: [text, 'NUMSLOTS', 'CAPTION'],
      capacityBytes: [mebibytes, 'CAPACITY'],
      kind: [text, 'TYPE'],
      speedMhz: [positive, 'SPEED'],
      manufacturer: [text, 'MANUFACTURER'],
      model: [text, 'MODEL', 'DESCRIPTION'],
      serialNumber: [text, 'SERIALNUMBER'],
    },
  },
  STORAGES: {
    section: 'storageDevices',
    unnamed: 'disk',
    fields: {
      name: [text, 'NAME', 'MODEL', 'DESCRIPTION'],
      kind: [text, 'TYPE'],
      interface: [text, 'INTERFACE'],
      manufacturer: [text, 'MANUFACTURER'],
      model: [text, 'MODEL'],
      serialNumber: [text, 'SERIALNUMBER', 'SERIAL'],
      firmware: [text, 'FIRMWARE'],
      sizeBytes: [megabytes, 'DISKSIZE'],
    },
  },
  DRIVES: {
    section: 'fileSystems',
    unnamed: 'drive',
    fields: {
      mount: [text, 'LETTER', 'TYPE', 'VOLUMN'],
      device: [text, 'VOLUMN'],
      kind: [text, 'FILESYSTEM'],
      label: [text, 'LABEL'],
      sizeBytes: [mebibytes, 'TOTAL'],
      freeBytes: [mebibytes, 'FREE'],
    },
  },
  NETWORKS: {
    section: 'networkInterfaces',
    unnamed: 'interface',
    fields: {
      name: [text, 'DESCRIPTION', 'MODEL'],
      description: [text, 'MODEL', 'DRIVER'],
      mac: [lowerCase, 'MACADDR', 'MAC'],
      kind: [text, 'TYPE'],
      status: [text, 'STATUS'],
      speedMbps: [megabitsPerSecond, 'SPEED'],
      isVirtual: [flag, 'VIRTUALDEV'],
      ips: [texts, 'IPADDRESS', 'IPADDRESS6'],
      gateway: [text, 'IPGATEWAY'],
    },
  },
  SOFTWARES: {
    section: 'software',
    fields: {
      name: [text, 'NAME'],
      version: [text, 'VERSION'],
      publisher: [text, 'PUBLISHER'],
      architecture: [text, 'ARCHITECTURE', 'ARCH', 'BITSWIDTH'],
      source: [text, 'FROM', 'SOURCE'],
      sizeBytes: [positive, 'FILESIZE'],
      installedAt: [time, 'INSTALLDATE', 'INSTALL_DATE'],
    },
  },
  LOCAL_USERS: {
    section: 'users',
    fields: {
      name: [text, 'LOGIN', 'NAME'],
      id: [text, 'ID', 'ID_USER'],
      fullName: [text, 'NAME'],
      home: [text, 'HOME'],
      shell: [text, 'SHELL'],
    },
  },
  LOCAL_GROUPS: {
    section: 'groups',
    fields: { name: [text, 'NAME'], id: [text, 'ID', 'ID_GROUP'], members: [texts, 'MEMBER'] },
  },
  VIRTUALMACHINES: {
    section: 'virtualMachines',
    fields: {
      name: [text, 'NAME'],
      kind: [text, 'VMTYPE', 'SUBSYSTEM'],
      state: [text, 'STATUS'],
      uuid: [lowerCase, 'UUID'],
      cpus: [count, 'VCPU'],
      memoryBytes: [mebibytes, 'MEMORY'],
    },
  },
  CONTROLLERS: device('controller', { id: [text, 'PCIID', 'PRODUCTID'], slot: [text, 'PCISLOT'] }),
  VIDEOS: device('graphics', { model: [text, 'CHIPSET'], slot: [text, 'PCISLOT', 'PCIID'] }),
  SOUNDS: device('sound', {}),
  MONITORS: device('monitor', { id: [text, 'ALTSERIAL'], slot: [text, 'PORT'] }),
  PRINTERS: device('printer', { model: [text, 'DRIVER'], slot: [text, 'PORT'] }),
  USBDEVICES: device('usb', { id: [text, 'PRODUCTID'], slot: [text, 'VENDORID'] }),
  BATTERIES: device('battery', { model: [text, 'CHEMISTRY'] }),
  INPUTS: device('input', { slot: [text, 'INTERFACE'] }),
  PORTS: device('port', { slot: [text, 'TYPE'] }),
  SLOTS: device('slot', { id: [text, 'PCIID'], slot: [text, 'DESIGNATION'] }),
  MODEMS: device('modem', { model: [text, 'MODEL', 'TYPE'] }),
  FIRMWARES: device('firmware', { model: [text, 'VERSION'] }),
  SIMCARDS: device('sim', { serialNumber: [text, 'SERIAL', 'IMSI'], slot: [text, 'OPERATOR_NAME'] }),
  POWERSUPPLIES: device('power supply', { id: [text, 'PARTNUM'] }),
  CAMERAS: device('camera', { model: [text, 'MODEL', 'DESIGNATION'] }),
};

/** What tells the machine and its firmware, from HARDWARE and BIOS together. */
export const hardwareTables: Readonly<Record<string, FieldTable>> = {
  HARDWARE: {
    hostname: [text, 'NAME'],
    domain: [text, 'WORKGROUP'],
    uuid: [lowerCase, 'UUID'],
    architecture: [text, 'ARCHNAME'],
    memoryBytes: [mebibytes, 'MEMORY'],
    swapBytes: [mebibytes, 'SWAP'],
    lastUser: [text, 'LASTLOGGEDUSER', 'USERID'],
    chassis: [text, 'CHASSIS_TYPE'],
  },
  BIOS: {
    manufacturer: [text, 'SMANUFACTURER'],
    model: [text, 'SMODEL'],
    serialNumber: [text, 'SSN'],
    chassis: [text, 'TYPE'],
    assetTag: [text, 'ASSETTAG'],
    boardManufacturer: [text, 'MMANUFACTURER'],
    boardModel: [text, 'MMODEL'],
    boardSerialNumber: [text, 'MSN'],
    biosManufacturer: [text, 'BMANUFACTURER'],
    biosVersion: [text, 'BVERSION'],
    biosDate: [text, 'BDATE'],
  },
};

export const operatingSystemTables: Readonly<Record<string, FieldTable>> = {
  OPERATINGSYSTEM: {
    name: [text, 'FULL_NAME', 'NAME'],
    version: [text, 'VERSION'],
    build: [text, 'BUILD'],
    kernel: [text, 'KERNEL_VERSION'],
    architecture: [text, 'ARCH'],
    installedAt: [time, 'INSTALL_DATE'],
    bootedAt: [time, 'BOOT_TIME'],
  },
  HARDWARE: { name: [text, 'OSNAME'], version: [text, 'OSVERSION'] },
};
