import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export interface InstalledSoftware {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly vendor: string;
}

interface PackageDatabase {
  readonly program: string;
  readonly args: readonly string[];
}

const run = promisify(execFile);
/** A computer with ten thousand packages lists them within a second. */
const LIST_LIMIT_MS = 60_000;
const MOST_BYTES = 32 * 1024 * 1024;

const DPKG_FIELDS = ['db:Status-Status', 'Package', 'Version', 'Architecture', 'Maintainer'];

/** One line a package, tab-separated: name, version, architecture, vendor. */
const DATABASES: readonly PackageDatabase[] = [
  // Packages whose files are there; removed ones leave a record behind.
  {
    program: 'dpkg-query',
    args: ['-W', '-f', `${DPKG_FIELDS.map((field) => `\${${field}}`).join('\t')}\n`],
  },
  {
    program: 'rpm',
    args: ['-qa', '--qf', 'installed\t%{NAME}\t%{VERSION}-%{RELEASE}\t%{ARCH}\t%{VENDOR}\n'],
  },
];

/** What the package databases of this computer hold. @throws when there is none, or it cannot be read */
export async function listSoftware(signal?: AbortSignal): Promise<InstalledSoftware[]> {
  for (const { program, args } of DATABASES) {
    try {
      const { stdout } = await run(program, args, {
        timeout: LIST_LIMIT_MS,
        maxBuffer: MOST_BYTES,
        ...(signal && { signal }),
      });
      return parsePackages(stdout);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error('no package database is known on this system');
}

export function parsePackages(text: string): InstalledSoftware[] {
  return text
    .split('\n')
    .map((line) => line.split('\t'))
    .filter(([status, name]) => status === 'installed' && name)
    .map(([, name = '', version = '', architecture = '', vendor = '']) => ({
      name,
      version,
      architecture,
      vendor,
    }));
}
