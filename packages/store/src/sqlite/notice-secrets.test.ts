import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { someEmailChannel, someWebhookChannel } from '../testing/notice-records.ts';
import { refusesWith } from '../testing/refuses-with.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { openProvisioningStore } from './open-provisioning-store.ts';

test('the secrets of channels reach the disk sealed, and open for their own channel alone', async () => {
  await using place = await temporaryFile();
  const webhook = someWebhookChannel({ secret: 'whsec_bm90LW9uLXRoZS1kaXNr' });
  const email = someEmailChannel({ password: 'correct horse battery' });
  {
    await using store = await openProvisioningStore(place);
    await store.notices.channels.add(webhook);
    await store.notices.channels.add(email);
    for (const suffix of ['', '-wal']) {
      const bytes = await readFile(place.file + suffix);
      for (const secret of [webhook.secret, email.password ?? ''])
        assert.equal(bytes.includes(secret), false, `${secret} in ${suffix}`);
    }
  }
  swapSecrets(place.file);
  await using store = await openProvisioningStore(place);
  await assert.rejects(store.notices.channels.list(), refusesWith('VAULT_KEY_WRONG'));
});

/** Gives each channel what was sealed for the other. */
function swapSecrets(file: string): void {
  using database = new DatabaseSync(file);
  database.exec(
    `update notice_channels set "secret" =
       (select "secret" from notice_channels as other where other."id" <> notice_channels."id")`,
  );
}
