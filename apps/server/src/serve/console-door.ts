import { rename, writeFile } from 'node:fs/promises';
import type { Server } from 'node:https';
import { tlsProfile } from '@causeway/bindings';
import type { ConsoleDoor } from '@causeway/provisioning';

/** The console's HTTPS server as a door, and the file by which commands on this machine trust it. */
export function consoleDoorOf(server: Server, anchorFile: string): ConsoleDoor {
  return {
    async show({ chainPem, keyPem }, anchorsPem) {
      // Commands trust the new one before any connection shows it.
      await writeWhole(anchorFile, anchorsPem.join('\n'));
      server.setSecureContext({ ...tlsProfile, cert: chainPem, key: keyPem });
    },
  };
}

/** A command that reads at this moment finds all of it. */
async function writeWhole(file: string, text: string): Promise<void> {
  const fresh = `${file}.new`;
  await writeFile(fresh, text);
  await rename(fresh, file);
}
