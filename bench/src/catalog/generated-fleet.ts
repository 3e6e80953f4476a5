import { pickFrom, seededRandom } from './random.ts';

export const CATALOG = 20_000;
export const PACKAGES_A_COMPUTER = 1_000;
/** Half of what a computer has is what most others have, too. */
const COMMON = 2_000;

const systems = [
  ['linux', 'Debian GNU/Linux', '13'],
  ['linux', 'Ubuntu', '24.04'],
  ['linux', 'Red Hat Enterprise Linux', '9.6'],
  ['windows', 'Windows 11 Pro', '10.0.26100'],
  ['windows', 'Windows Server 2025', '10.0.26100'],
  ['macos', 'macOS', '26.1'],
] as const;
const models = [
  ['Acme', 'Anvil 7'],
  ['Acme', 'Anvil 9'],
  ['Initech', 'Desk 3000'],
  ['Globex', 'Tower G2'],
] as const;
const syllables = [
  'lib',
  'net',
  'core',
  'data',
  'view',
  'sync',
  'text',
  'fire',
  'wave',
  'node',
  'gram',
  'type',
];
const GIB = 2 ** 30;

export interface GeneratedComputer {
  readonly number: number;
  readonly name: string;
  readonly osFamily: string;
  readonly osName: string;
  readonly osVersion: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly memoryBytes: number;
  readonly lastUser: string;
  readonly ip: string;
  readonly inventoryAt: number;
  /** Ids in the catalog, 1 to CATALOG, each once. */
  readonly software: readonly number[];
}

export function generateComputer(number: number, now: number): GeneratedComputer {
  const random = seededRandom(number);
  const [osFamily, osName, osVersion] = pickFrom(systems, random);
  const [manufacturer, model] = pickFrom(models, random);
  return {
    ...{ number, osFamily, osName, osVersion, manufacturer, model },
    name: `${pickFrom(['pc', 'nb', 'srv'], random)}-${pickFrom(syllables, random)}-${number}`,
    serialNumber: `S${String(number * 7919).padStart(10, '0')}`,
    memoryBytes: pickFrom([8, 16, 32, 64], random) * GIB,
    lastUser: `${pickFrom(['anna', 'ben', 'cleo', 'dora'], random)}.${pickFrom(syllables, random)}`,
    ip: `10.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`,
    inventoryAt: now - Math.floor(random() * 86_400_000),
    software: drawSoftware(random),
  };
}

function drawSoftware(random: () => number): number[] {
  const drawn = new Set<number>();
  const draw = (from: number, count: number, size: number) => {
    while (drawn.size < size) drawn.add(from + Math.floor(random() * count));
  };
  draw(1, COMMON, PACKAGES_A_COMPUTER / 2);
  draw(COMMON + 1, CATALOG - COMMON, PACKAGES_A_COMPUTER);
  return [...drawn].sort((a, b) => a - b);
}

export function generateSoftware(id: number): { name: string; version: string; publisher: string } {
  const random = seededRandom(-id);
  const name = `${pickFrom(syllables, random)}${pickFrom(syllables, random)}-${pickFrom(syllables, random)}${id % 5_000}`;
  const version = `${Math.floor(random() * 20)}.${Math.floor(random() * 50)}.${id % 7}`;
  return {
    name,
    version,
    publisher: `${pickFrom(['Acme', 'Initech', 'Globex', 'Debian'], random)} ${id % 400}`,
  };
}
