export const systems = ['linux', 'macos', 'windows'] as const;
export type System = (typeof systems)[number];

export interface Installation {
  readonly system: System;
  /** Address to enroll at. */
  readonly server: string;
  readonly token: string;
  /** File of the trust anchors; undefined where there is nothing to trust. */
  readonly anchorFile: string | undefined;
}

/** How a line goes on in the next one. */
const continued: Readonly<Record<System, string>> = { linux: ' \\', macos: ' \\', windows: ' `' };
/** The inventory of the whole computer needs the rights of the system; PowerShell is started with them. */
const before: Readonly<Record<System, string>> = { linux: 'sudo ', macos: 'sudo ', windows: '' };

/** The lines of docs/client.md, ready to be copied. */
export function installLines({ system, server, token, anchorFile }: Installation): string {
  const options = [
    `--server ${server}`,
    `--token ${token}`,
    ...(anchorFile === undefined ? [] : [`--anchor ${anchorFile}`]),
  ];
  const enroll = [`${before[system]}npx causeway-client enroll`, ...options.map((option) => `  ${option}`)];
  return `${enroll.join(`${continued[system]}\n`)}\n${before[system]}npx causeway-client run`;
}
