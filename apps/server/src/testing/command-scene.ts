import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable, Writable } from 'node:stream';
import { createTestCa, TemporaryFolder } from '@causeway/testkit';
import { runProgram } from '../cli/run-program.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
const ca = createTestCa();
const leaf = ca.issue({ hostnames: ['localhost'] });

/** An API that answers as the test says, and the commands as a signed-in admin runs them. */
export async function startScene(answer: (path: string, response: ServerResponse) => void) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await TemporaryFolder.make());
  const asked: string[] = [];
  const server = createServer({ cert: leaf.chainPem, key: leaf.keyPem }, ({ method, url = '' }, response) => {
    asked.push(`${method} ${url.replace('/api/v1/tenants/acme/', '')}`);
    answer(url, response);
  }).listen(0, 'localhost');
  stack.defer(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await once(server, 'listening');
  await writeFile(folder.file('anchor.pem'), ca.certificatePem);
  const env = {
    CAUSEWAY_URL: `https://localhost:${(server.address() as AddressInfo).port}`,
    CAUSEWAY_ANCHOR: folder.file('anchor.pem'),
    CAUSEWAY_TOKEN: 'token',
  };
  const rest = stack.move();
  async function run(...args: readonly string[]) {
    const [stdout, stderr] = [new Collector(), new Collector()];
    const surroundings = {
      env,
      homeFolder: folder.path,
      stdin: Readable.from(['correct horse battery staple\n']),
      stdout,
      stderr,
    };
    const { signal } = new AbortController();
    const code = await runProgram(args, { ...surroundings, signal, now: () => NOW });
    assert.equal(code, 0, stderr.text);
    return { stdout: stdout.text, stderr: stderr.text };
  }
  return { run, asked, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

class Collector extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

export const json = (response: ServerResponse, body: unknown) => response.end(JSON.stringify(body));
