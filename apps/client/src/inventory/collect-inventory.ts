import {
  baseboard,
  bios,
  cpu,
  diskLayout,
  fsSize,
  graphics,
  mem,
  memLayout,
  networkInterfaces,
  osInfo,
  system,
} from 'systeminformation';
import { listSoftware } from './software.ts';

/** No part of an inventory may hold up the others for longer. */
const PART_LIMIT_MS = 90_000;

const hardware: Readonly<Record<string, () => Promise<unknown>>> = {
  system,
  bios,
  baseboard,
  cpu,
  memory: mem,
  memoryModules: memLayout,
  disks: diskLayout,
  fileSystems: () => fsSize(),
  networkInterfaces: () => networkInterfaces(),
  graphics,
};

/**
 * Hardware, operating system and installed software of this computer, as JSON text. A part that cannot be had is named
 * in `missing` with the reason; the others are there all the same.
 */
export async function collectInventory(now: number): Promise<string> {
  const missing: Record<string, string> = {};
  const part = async (name: string, collect: () => Promise<unknown>): Promise<[string, unknown]> => {
    try {
      return [name, await within(collect())];
    } catch (error) {
      missing[name] = error instanceof Error ? error.message : String(error);
      return [name, null];
    }
  };
  const parts = await Promise.all(Object.entries(hardware).map(([name, collect]) => part(name, collect)));
  const [, os] = await part('os', osInfo);
  const [, software] = await part('software', () => listSoftware());
  return JSON.stringify({
    format: 1,
    collectedAt: new Date(now).toISOString(),
    os,
    hardware: Object.fromEntries(parts),
    software,
    missing,
  });
}

async function within<Result>(work: Promise<Result>): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(`not within ${PART_LIMIT_MS / 1000} s`)), PART_LIMIT_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(limit);
  }
}
