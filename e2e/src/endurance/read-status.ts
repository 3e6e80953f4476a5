import type { StandAlone } from '../constellation/stand-alone.ts';

/** What `causeway-endpoint status --json` says of the spool and the platform. */
export interface SpoolSeen {
  readonly entries: number;
  readonly bytes: number;
  readonly isPlatformReached: boolean;
}

interface Status {
  readonly spool: Pick<SpoolSeen, 'entries' | 'bytes'>;
  readonly platform: { readonly isReached: boolean };
}

/** @throws unless it answers */
export async function readStatus(server: StandAlone): Promise<SpoolSeen> {
  const { code, stdout, stderr } = await server.command(['status', '--json']);
  if (code !== 0) throw new Error(`status ended with ${code}:\n${stderr}`);
  // The shape that the command documents.
  const { spool, platform } = JSON.parse(stdout) as Status;
  return { entries: spool.entries, bytes: spool.bytes, isPlatformReached: platform.isReached };
}
