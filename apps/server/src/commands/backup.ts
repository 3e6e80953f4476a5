import { resolve } from 'node:path';
import type { Command } from 'commander';
import { askPassword } from '../cli/ask-password.ts';
import type { CommandContext } from '../cli/command-context.ts';
import { defaultKeyFile } from '../installation-key/default-key-file.ts';
import { version } from '../version.ts';

interface CreateOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly withKey?: boolean;
  readonly passwordFile?: string;
  readonly json?: boolean;
}

interface RestoreOptions {
  readonly data: string;
  readonly keyFile?: string;
  readonly json?: boolean;
}

/** backup create and restore: a whole installation, on the machine of the server. */
export function addBackupCommands(program: Command, context: CommandContext): void {
  const backup = program
    .command('backup')
    .description('the whole installation, on the machine of the server');
  addCreate(backup, context);
  addRestore(backup, context);
}

function addCreate(backup: Command, context: CommandContext): void {
  backup
    .command('create')
    .description('copy every database into a new folder, while the server runs; without the key unless asked')
    .argument('<folder>', 'the new folder')
    .option('--data <folder>', 'the data folder of the server', 'data')
    .option('--key-file <file>', 'the installation key (default DATA.key, beside the data folder)')
    .option('--with-key', 'put the installation key into it, too, sealed under a password')
    .option('--password-file <file>', 'file with that password; - reads it from standard input')
    .option('--json', 'one JSON document')
    .action(async (folder: string, options: CreateOptions) => {
      const { createBackup } = await import('../backup/create-backup.ts');
      const { data, withKey, json } = options;
      const keyBackup = withKey ? await sealedKey(options, context) : undefined;
      const now = context.surroundings.now();
      const manifest = await createBackup({ data: resolve(data), folder, keyBackup, version, now });
      if (json) return context.printJson({ folder: resolve(folder), ...manifest });
      context.print(
        `${manifest.files.length} files are in ${folder}, sealed under installation key ${manifest.keyId}.`,
      );
      if (!withKey)
        context.note('The key is not among them: back it up with `causeway installation-key backup FILE`.');
    });
}

function addRestore(backup: Command, context: CommandContext): void {
  backup
    .command('restore')
    .description('put the databases of a backup into a data folder that holds none')
    .argument('<folder>', 'what `backup create` made')
    .option('--data <folder>', 'the data folder of the server', 'data')
    .option('--key-file <file>', 'the installation key (default DATA.key, beside the data folder)')
    .option('--json', 'one JSON document')
    .action(async (folder: string, { data, keyFile = defaultKeyFile(data), json }: RestoreOptions) => {
      const { keyBackupIn, restoreBackup } = await import('../backup/restore-backup.ts');
      const { findKey } = await import('../installation-key/key-file.ts');
      const { keyIdOf } = await import('@causeway/store');
      const manifest = await restoreBackup(resolve(folder), data);
      const key = await findKey(keyFile);
      const hasKey = key !== undefined && keyIdOf(key) === manifest.keyId;
      if (json) return context.printJson({ data: resolve(data), hasKey, ...manifest });
      context.print(`The installation of ${new Date(manifest.createdAt).toISOString()} is in ${data}.`);
      const source = keyBackupIn(folder, manifest) ?? 'FILE';
      if (hasKey) context.print(`Its installation key ${manifest.keyId} is at ${keyFile}.`);
      else
        context.note(
          `It needs installation key ${manifest.keyId}: causeway installation-key restore ${source} --data ${data}`,
        );
    });
}

async function sealedKey(options: CreateOptions, context: CommandContext): Promise<string> {
  const { formatKeyBackup } = await import('../installation-key/key-backup.ts');
  const { loadKey } = await import('../installation-key/key-file.ts');
  const key = await loadKey(options.keyFile ?? defaultKeyFile(options.data));
  return formatKeyBackup(key, await askPassword(options.passwordFile, context.surroundings));
}
