/** The folders on the machine of the server that the lines are made for. */
export interface Places {
  readonly data: string;
  readonly target: string;
}

export interface CommandLines {
  readonly showKey: string;
  readonly backupKey: string;
  readonly create: string;
  readonly daily: string;
  readonly withKey: string;
  readonly restore: string;
  readonly restoreKey: string;
  readonly start: string;
}

/** The lines to copy, for a POSIX shell. */
export function commandLines({ data, target }: Places): CommandLines {
  const at = `--data ${quote(data)}`;
  const folder = (name: string) => `${quote(target)}/${name}`;
  const create = `causeway backup create ${folder('$(date +%F)')} ${at}`;
  return {
    showKey: `causeway installation-key show ${at}`,
    backupKey: `causeway installation-key backup installation-key.backup ${at}`,
    create,
    // A percent sign is a new line to cron (crontab(5)).
    daily: `0 3 * * * ${create.replaceAll('%', '\\%')}`,
    withKey: `${create} --with-key`,
    restore: `causeway backup restore ${folder('DATE')} ${at}`,
    restoreKey: `causeway installation-key restore installation-key.backup ${at}`,
    start: `causeway serve ${at}`,
  };
}

/** As one word to a shell, whatever is in it (POSIX.1-2024, Shell Command Language, 2.2.2). */
function quote(word: string): string {
  return /^[\w./~-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
