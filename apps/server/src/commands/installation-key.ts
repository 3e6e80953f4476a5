import { resolve } from 'node:path';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { readTextOf } from '../cli/read-file.ts';
import { serverErrors } from '../errors.ts';
import { defaultKeyFile } from '../installation-key/default-key-file.ts';
import { writeNewFile } from '../installation-key/write-new-file.ts';
import { provisioningFileIn } from '../serve/data-folder.ts';

interface KeyOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly passwordFile?: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** installation-key show, backup and restore: on the machine of the server, because the key never travels. */
export function addInstallationKeyCommands(program: Command, context: CommandContext): void {
  const installationKey = program
    .command('installation-key')
    .description('the key that the secrets in the databases are sealed under, on the machine of the server');
  addShow(installationKey, context);
  addBackup(installationKey, context);
  addRestore(installationKey, context);
}

function addShow(installationKey: Command, context: CommandContext): void {
  withPlace(installationKey.command('show'))
    .description('which key this is and whether it opens the database; never the key itself')
    .option('--json', 'one JSON document')
    .action(async (options: KeyOptions) => {
      const { keyIdOf, readKeyId } = await import('@causeway/store');
      const { loadKey } = await import('../installation-key/key-file.ts');
      const { keyFile, database } = placeOf(options);
      const keyId = keyIdOf(await loadKey(keyFile));
      const view = { keyId, keyFile, database, databaseKeyId: readKeyId(database) ?? null };
      if (options.json) return context.printJson(view);
      context.print(
        `installation key  ${keyId}\nfile              ${keyFile}\ndatabase          ${describeFit(view)}`,
      );
    });
}

function addBackup(installationKey: Command, context: CommandContext): void {
  withPlace(installationKey.command('backup'))
    .description('write the key, sealed under a password, into a new file: one line that can be printed, too')
    .argument('<file>', 'the new file')
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .action(async (file: string, options: KeyOptions) => {
      const { keyIdOf } = await import('@causeway/store');
      const { formatKeyBackup } = await import('../installation-key/key-backup.ts');
      const { loadKey } = await import('../installation-key/key-file.ts');
      const { keyFile } = placeOf(options);
      const key = await loadKey(keyFile);
      const password = await askPassword(options.passwordFile, context.surroundings);
      await writeBackup(file, await formatKeyBackup(key, password));
      context.print(`Installation key ${keyIdOf(key)} is in ${file}, sealed under the password.`);
      context.note('Keep it apart from the data folder and its backups, and the password apart from both.');
    });
}

function addRestore(installationKey: Command, context: CommandContext): void {
  withPlace(installationKey.command('restore'))
    .description('put the key of a backup back to where the server looks for it')
    .argument('<file>', 'what `installation-key backup` wrote')
    .option('--password-file <file>', 'file with the password; - reads it from standard input')
    .option('--replace', 'move another key that is there aside')
    .action(async (file: string, options: KeyOptions) => {
      const { keyIdOf } = await import('@causeway/store');
      const { parseKeyBackup } = await import('../installation-key/key-backup.ts');
      const { restoreKey } = await import('../installation-key/restore-key.ts');
      const { keyFile, database } = placeOf(options);
      const text = await readTextOf(file);
      const password = await askPassword(options.passwordFile, context.surroundings);
      const key = await parseKeyBackup(text, password, file);
      const other = options.replace ? 'replace' : 'refuse';
      const restored = await restoreKey({ key, keyFile, database, other });
      const verb = restored.kind === 'kept' ? 'was there already' : 'is restored';
      context.print(`Installation key ${keyIdOf(key)} ${verb}: ${keyFile}`);
      if (restored.kind === 'replaced') context.note(`What was there before is now ${restored.aside}.`);
    });
}

function withPlace(command: Command): Command {
  return command
    .option('--data <folder>', 'the data folder of the server', 'data')
    .option('--key-file <file>', 'the installation key (default DATA.key, beside the data folder)');
}

function placeOf({ data, keyFile }: KeyOptions): { keyFile: string; database: string } {
  return { keyFile: resolve(keyFile ?? defaultKeyFile(data)), database: provisioningFileIn(resolve(data)) };
}

async function writeBackup(file: string, text: string): Promise<void> {
  try {
    await writeNewFile(file, text);
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw serverErrors.error('FILE_UNWRITABLE', { seen, expected: `a new file at ${file}`, cause });
  }
}

function describeFit({
  keyId,
  database,
  databaseKeyId,
}: Record<'keyId' | 'database', string> & { databaseKeyId: string | null }): string {
  if (databaseKeyId === null) return `${database}, which was not started with a key yet`;
  if (databaseKeyId === keyId) return `${database}, which it opens`;
  return `${database}, which it does NOT open: that needs installation key ${databaseKeyId}`;
}
