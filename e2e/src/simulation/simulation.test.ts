import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSelfSigned } from '@causeway/certificates';
import type { ImportCertificate } from '@causeway/contract/admin';
import { startVerdict } from '@causeway/reachability';
import { openProvisioningStore } from '@causeway/store';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import fc from 'fast-check';
import { anyCommand, certificateNames } from './commands.ts';
import { makeKeys } from './simulated-client.ts';
import { World } from './world.ts';

const COMMANDS = 100_000;
const COMMANDS_A_WORLD = 500;
const LONG_MS = 3_650 * 86_400_000;
const FORCED_LIMIT_MS = 60_000;

const keys = makeKeys(COMMANDS_A_WORLD);
const hostnames = ['a.localhost', 'b.localhost'];
const certificates = await makeCertificates();

/** Two that are their own anchors, and two of one CA. */
async function makeCertificates(): Promise<ImportCertificate[]> {
  const now = Date.parse('2026-11-01T00:00:00Z');
  const ca = createTestCa({ notBefore: now, notAfter: now + LONG_MS });
  const made: ImportCertificate[] = [];
  for (const name of certificateNames) {
    if (name.startsWith('own')) {
      const { chainPem, keyPem } = await createSelfSigned({ hostnames, now, validMs: LONG_MS });
      made.push({ name, pem: chainPem, key: keyPem });
    } else {
      const { chainPem, keyPem } = ca.issue({ hostnames, notBefore: now, notAfter: now + LONG_MS });
      made.push({ name, pem: chainPem, key: keyPem, anchor: ca.certificatePem });
    }
  }
  return made;
}

interface Figures {
  commands: number;
}

/** Runs worlds of random commands until that many were done, or one shows somebody stranded. */
async function simulate(law: typeof startVerdict, figures: Figures): Promise<void> {
  await using folder = await TemporaryFolder.make();
  let worlds = 0;
  const property = fc.asyncProperty(
    fc.array(anyCommand, { minLength: COMMANDS_A_WORLD, maxLength: COMMANDS_A_WORLD, size: 'max' }),
    async (commands) => {
      await using store = await openProvisioningStore({ file: folder.file(`${worlds++}.sqlite`) });
      const world = new World({ store, certificates, keys, startVerdict: law });
      try {
        await world.begin();
        for (const command of commands) {
          await world.apply(command);
          figures.commands++;
        }
        await world.requireNobodyLost();
      } finally {
        await world.end();
      }
    },
  );
  await fc.assert(property, { numRuns: COMMANDS / COMMANDS_A_WORLD, endOnFailure: true });
}

test(`in ${COMMANDS.toLocaleString('en')} random commands no active client is ever stranded, and nobody with a disk is lost`, async () => {
  const figures: Figures = { commands: 0 };
  await simulate(startVerdict, figures);
  assert.ok(figures.commands >= COMMANDS, `${figures.commands} commands`);
});

test('with the verdict forced to "allowed" the same simulation strands somebody within a minute', async () => {
  const startedAt = performance.now();
  const forced: typeof startVerdict = (...asked) => {
    const verdict = startVerdict(...asked);
    return { ...verdict, verdict: () => ({ ...verdict.verdict(), kind: 'allowed' }) };
  };
  await assert.rejects(simulate(forced, { commands: 0 }), (error) =>
    /was stranded by|is lost/.test(reasonOf(error)),
  );
  assert.ok(performance.now() - startedAt < FORCED_LIMIT_MS);
});

/** fast-check wraps what the property threw. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${reasonOf(error.cause)}` : '';
}
