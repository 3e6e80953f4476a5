export const foreignFamilies = ['glpi', 'fusion', 'ocsUnix', 'ocsWindows'] as const;
export type ForeignFamily = (typeof foreignFamilies)[number];

/** What the agents of a tenant show by Basic authentication. */
export interface ForeignSecret {
  readonly user: string;
  readonly password: string;
}

export interface ForeignLines {
  readonly file: string;
  readonly lines: readonly string[];
  /** How the secret is in them: as it is, in base64, or not at all. */
  readonly secret: 'as-it-is' | 'base64' | 'in-set-up' | undefined;
}

interface Family {
  readonly file: string;
  readonly path: string;
  readonly server: (url: string) => readonly string[];
  readonly anchor: readonly string[];
  readonly secret: (secret: ForeignSecret) => readonly string[];
  readonly secretIs: NonNullable<ForeignLines['secret']>;
}

/** Debian's place for what was put there by hand. */
const ANCHOR_FILE = '/etc/ssl/causeway.pem';

const plainSecret = ({ user, password }: ForeignSecret) => [`user = ${user}`, `password = ${password}`];

/** The lines of docs/foreign-agents.md. */
const families: Readonly<Record<ForeignFamily, Family>> = {
  glpi: {
    ...{ file: '/etc/glpi-agent/agent.cfg', path: '/' },
    server: (url) => [`server = ${url}`],
    anchor: [`ca-cert-file = ${ANCHOR_FILE}`],
    secret: plainSecret,
    secretIs: 'as-it-is',
  },
  fusion: {
    ...{ file: '/etc/fusioninventory/agent.cfg', path: '/ocsinventory' },
    server: (url) => [`server = ${url}`],
    anchor: [`ca-cert-file = ${ANCHOR_FILE}`],
    secret: plainSecret,
    secretIs: 'as-it-is',
  },
  ocsUnix: {
    ...{ file: '/etc/ocsinventory/ocsinventory-agent.cfg', path: '/ocsinventory' },
    server: (url) => [`server=${url}`],
    anchor: ['ssl=1', `ca=${ANCHOR_FILE}`],
    secret: ({ user, password }) => [
      `user=${base64(user)}`,
      `password=${base64(password)}`,
      'realm=Causeway',
    ],
    secretIs: 'base64',
  },
  ocsWindows: {
    ...{ file: '%ProgramData%\\OCS Inventory NG\\Agent\\ocsinventory.ini', path: '/ocsinventory' },
    server: (url) => ['[HTTP]', `Server=${url}`],
    anchor: ['SSL=1', 'CaBundle=cacert.pem'],
    // It keeps its credentials encrypted, and takes them from its set-up alone.
    secret: () => [],
    secretIs: 'in-set-up',
  },
};

/** What the configuration of an agent has to say to report to an address. */
export function foreignLines(
  family: ForeignFamily,
  address: string,
  secret: ForeignSecret | undefined,
): ForeignLines {
  const { file, path, server, anchor, secret: secretLines, secretIs } = families[family];
  // Without the port where it is the scheme's own, as people write it.
  const { origin, protocol } = new URL(address);
  const lines = [
    ...server(`${origin}${path}`),
    ...(protocol === 'https:' ? anchor : []),
    ...(secret === undefined ? [] : secretLines(secret)),
  ];
  return { file, lines, secret: secret && secretIs };
}

/** RFC 4648 section 4, of the text in UTF-8. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
