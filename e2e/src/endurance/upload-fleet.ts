import { UploadingClient, type UploadingClientOptions } from './uploading-client.ts';

/** What the process is given as its one argument. */
export interface UploadFleetOptions extends Omit<UploadingClientOptions, 'name'> {
  /** Of its clients, with a number behind it. */
  readonly name: string;
  readonly clients: number;
}

/** Who enrolls at the same time. */
const AT_ONCE = 8;

/** Says when all have joined. SIGTERM: no new documents; it ends when the last of those that were begun is answered. */
const { clients: count, name, ...options }: UploadFleetOptions = JSON.parse(process.argv[2] ?? '');
const stop = new AbortController();
process.once('SIGTERM', () => stop.abort());

const clients = Array.from(
  { length: count },
  (_, index) => new UploadingClient({ ...options, name: `${name}-${index + 1}` }),
);
const uploads: Promise<void>[] = [];
const waiting = clients.values();
await Promise.all(Array.from({ length: AT_ONCE }, joinWaiting));
process.stdout.write('all have joined\n');
await Promise.all(uploads);

async function joinWaiting(): Promise<void> {
  for (const client of waiting) {
    const joined = await client.join();
    uploads.push(client.upload(joined, stop.signal));
  }
}
