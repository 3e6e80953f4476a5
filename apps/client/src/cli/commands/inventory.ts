import { type FullInventory, fingerprintOf } from '@causeway/contract/inventory';
import type { Command } from 'commander';
import { collectHere } from '../../inventory/collect-here.ts';
import type { Surroundings } from '../surroundings.ts';

export function addInventory(program: Command, surroundings: Surroundings): void {
  program
    .command('inventory')
    .description('print what this computer reports of itself, as JSON; asks no server and keeps nothing')
    .option('--json', 'on one line')
    .action(({ json }: { readonly json?: boolean }) => printInventory(json, surroundings));
}

async function printInventory(
  json: boolean | undefined,
  { stdout, signal, now }: Surroundings,
): Promise<void> {
  const { inventory, collectors } = await collectHere(signal);
  const whole: FullInventory = {
    ...({ format: 2, kind: 'full', collectedAt: now(), fingerprint: fingerprintOf(inventory) } as const),
    ...{ inventory, collectors: [...collectors] },
  };
  stdout.write(`${json ? JSON.stringify(whole) : JSON.stringify(whole, null, 2)}\n`);
}
