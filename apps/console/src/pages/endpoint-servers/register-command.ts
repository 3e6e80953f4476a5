export interface Registration {
  readonly server: string;
  readonly token: string;
  readonly name: string;
  readonly hostname: string;
  /** File of the trust anchors; undefined where there is nothing to trust. */
  readonly anchorFile: string | undefined;
}

/** The command of docs/endpoint-servers.md: a token in the environment is not seen in the list of processes. */
export function registerCommand({ server, token, name, hostname, anchorFile }: Registration): string {
  const anchor = anchorFile === undefined ? '' : ` --anchor ${anchorFile}`;
  return [
    `CAUSEWAY_TOKEN=${token} \\`,
    '  npx causeway-endpoint run --state /var/lib/causeway-endpoint \\',
    `  --server ${server}${anchor} \\`,
    `  --name ${name} --hostname ${hostname} --binding http`,
  ].join('\n');
}
