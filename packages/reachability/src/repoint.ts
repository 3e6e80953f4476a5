/** What an admin writes into the configuration of a foreign agent so that it comes by another address. */
export interface Repoint {
  /** The file, or where there are several names for it, how to find it. */
  readonly file: string;
  /** Lines of that file, as they stand in it. */
  readonly lines: readonly string[];
  /** What goes wrong when nothing but those lines is changed. */
  readonly caveat?: string;
}

/** Where the trust anchor is expected by these lines. */
export const ANCHOR_FILE = '/etc/ssl/causeway.pem';

interface Family {
  /** Of its User-Agent. */
  readonly is: RegExp;
  readonly file: string;
  /** What it posts to. */
  readonly path: string;
  readonly server: (url: string) => readonly string[];
  readonly anchor: readonly string[];
  readonly caveat?: string;
}

const FAMILIES: readonly Family[] = [
  {
    is: /^FusionInventory-Agent/i,
    file: '/etc/fusioninventory/agent.cfg',
    path: '/ocsinventory',
    server: (url) => [`server = ${url}`],
    anchor: [`ca-cert-file = ${ANCHOR_FILE}`],
  },
  {
    is: /^GLPI-Agent/i,
    file: '/etc/glpi-agent/agent.cfg',
    // Whatever the path, it posts its messages to that very URL; to a bare host it adds its own.
    path: '/',
    server: (url) => [`server = ${url}`],
    anchor: [`ca-cert-file = ${ANCHOR_FILE}`],
  },
  {
    is: /^OCS-NG_WINDOWS/i,
    file: '%ProgramData%\\OCS Inventory NG\\Agent\\ocsinventory.ini',
    path: '/ocsinventory',
    server: (url) => ['[HTTP]', `Server=${url}`],
    // A file beside ocsinventory.ini.
    anchor: ['SSL=1', 'CaBundle=cacert.pem'],
  },
  {
    is: /^OCS-NG_/i,
    file: '/etc/ocsinventory/ocsinventory-agent.cfg',
    path: '/ocsinventory',
    server: (url) => [`server=${url}`],
    anchor: ['ssl=1', `ca=${ANCHOR_FILE}`],
    // It keeps its device id in a folder that is called as the address of its server is.
    caveat:
      'Keep its state: rename its folder under /var/lib/ocsinventory-agent to the new address before it runs again. Without it, it is a new device at the new address, and the former one blocks until `causeway duplicate confirm` says that the two are one.',
  },
];

/** Undefined of an agent that is not known by its User-Agent. */
export function repointTo(address: string, agent: string): Repoint | undefined {
  const family = FAMILIES.find(({ is }) => is.test(agent));
  if (family === undefined) return undefined;
  const { file, path, server, anchor, caveat } = family;
  // Without the port where it is the scheme's own, as people write it.
  const { origin, protocol } = new URL(address);
  const lines = [...server(`${origin}${path}`), ...(protocol === 'https:' ? anchor : [])];
  return { file, lines, ...(caveat !== undefined && { caveat }) };
}
