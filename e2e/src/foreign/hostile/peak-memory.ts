import { readFile } from 'node:fs/promises';

const KIB_A_MB = 1024;

/** The most memory in megabytes that a process ever had resident at once. */
export async function peakMemoryOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error(`process ${pid} has no VmHWM:\n${status}`);
  return Number(kib) / KIB_A_MB;
}
