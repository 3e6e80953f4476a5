import { CATALOG, generateComputer, generateSoftware } from './generated-fleet.ts';
import { pickFrom } from './random.ts';

/** What an admin looks at, as paths below the tenant; each kind another one every time. */
export interface Question {
  readonly kind: string;
  readonly path: (random: () => number, computers: number) => string;
}

const ask = (list: string, query: Readonly<Record<string, string>>) =>
  `/${list}?${new URLSearchParams({ limit: '100', ...query })}`;
const number = (random: () => number, most: number) => 1 + Math.floor(random() * most);
const columns = ['name', 'osFamily', 'model', 'memoryBytes', 'inventoryAt', 'lastUser', 'serialNumber', 'ip'];

export const questions: readonly Question[] = [
  {
    kind: 'list',
    path: (random) =>
      ask('computers', { order: `${pickFrom(columns, random)} ${pickFrom(['asc', 'desc'], random)}` }),
  },
  {
    kind: 'filter',
    path: (random) =>
      ask('computers', {
        filter: pickFrom(
          [
            `osFamily eq '${pickFrom(['linux', 'windows', 'macos'], random)}' and memoryBytes ge 17179869184`,
            `manufacturer eq 'Acme' and model eq 'Anvil 9'`,
            `startswith(name, 'srv-${pickFrom(['lib', 'net', 'sync'], random)}')`,
            `inventoryAt lt ${Date.now() - 80_000_000}`,
          ],
          random,
        ),
        order: 'name',
      }),
  },
  {
    kind: 'search',
    path: (random, computers) => {
      const { name, serialNumber, lastUser } = generateComputer(number(random, computers), 0);
      return ask('computers', { search: pickFrom([name, serialNumber, lastUser, name.slice(0, 6)], random) });
    },
  },
  {
    kind: 'catalog',
    path: (random) =>
      ask('software', {
        order: pickFrom(['name', 'installations desc', 'publisher', 'firstSeenAt desc'], random),
      }),
  },
  {
    kind: 'catalogSearch',
    path: (random) => {
      const { name, publisher } = generateSoftware(number(random, CATALOG));
      return ask('software', { search: pickFrom([name, publisher, name.slice(0, 5)], random) });
    },
  },
  {
    kind: 'installedOn',
    path: (random, computers) => ask(`computers/${number(random, computers)}/software`, {}),
  },
  {
    kind: 'whoHas',
    path: (random) => ask(`software/${number(random, CATALOG)}/computers`, { order: 'name' }),
  },
  {
    kind: 'whoHasFiltered',
    path: (random) =>
      ask(`software/${number(random, CATALOG)}/computers`, { filter: "osFamily eq 'linux'", order: 'name' }),
  },
];
