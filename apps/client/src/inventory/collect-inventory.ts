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

/** What is asked of a computer, part by part. */
export interface InventorySources {
  readonly hardware: Readonly<Record<string, () => Promise<unknown>>>;
  readonly os: () => Promise<unknown>;
  readonly software: () => Promise<unknown>;
}

/** No part of an inventory may hold up the others for longer. */
const PART_LIMIT_MS = 90_000;

const thisComputer: InventorySources = {
  hardware: {
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
  },
  os: osInfo,
  software: () => listSoftware(),
};

/**
 * Hardware, operating system and installed software of this computer, as JSON text. A part that cannot be had is named
 * in `missing` with the reason; the others are there all the same.
 */
export async function collectInventory(
  now: number,
  { hardware, os, software }: InventorySources = thisComputer,
): Promise<string> {
  const missing: Record<string, string> = {};
  const part = async (name: string, collect: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await within(collect());
    } catch (error) {
      missing[name] = error instanceof Error ? error.message : String(error);
      return null;
    }
  };
  const parts = Object.entries(hardware).map(async ([name, collect]) => [name, await part(name, collect)]);
  return JSON.stringify({
    format: 1,
    collectedAt: new Date(now).toISOString(),
    hardware: Object.fromEntries(await Promise.all(parts)),
    os: await part('os', os),
    software: await part('software', software),
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
