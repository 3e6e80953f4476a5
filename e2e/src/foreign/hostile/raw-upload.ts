import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const MB = 1024 * 1024;
const TRICKLE_MS = 500;

export interface UploadTarget {
  readonly port: number;
  readonly host: string;
  readonly path: string;
}

/** Sends so many megabytes, whatever is said meanwhile. @returns what was answered */
export async function flood(
  target: UploadTarget,
  how: 'declared' | 'chunked',
  megabytes: number,
): Promise<string> {
  const length = how === 'declared' ? `content-length: ${megabytes * MB}` : 'transfer-encoding: chunked';
  const socket = await open(target, `${length}\r\nconnection: close`);
  const answer = textOf(socket);
  const chunk = Buffer.alloc(MB, '<');
  const framed = Buffer.concat([Buffer.from(`${MB.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
  for (let sent = 0; sent < megabytes && socket.writable; sent++)
    if (!socket.write(how === 'declared' ? chunk : framed))
      await Promise.race([once(socket, 'drain'), answer]);
  if (how === 'chunked' && socket.writable) socket.write('0\r\n\r\n');
  return answer;
}

/** Says how much is to come, sends a share of it and hangs up. */
export async function hangUp(target: UploadTarget, body: Buffer, share: number): Promise<void> {
  const socket = await open(target, `content-length: ${body.length}`);
  socket.write(body.subarray(0, Math.floor(share * body.length)));
  socket.end();
  await textOf(socket);
}

/** Sends a byte now and then, for as long as anybody listens. @returns what was answered, and how long it took */
export async function trickle(
  target: UploadTarget,
): Promise<{ readonly answer: string; readonly tookMs: number }> {
  const begun = performance.now();
  const socket = await open(target, 'content-length: 1000000');
  const timer = setInterval(() => socket.writable && socket.write('<'), TRICKLE_MS);
  const answer = await textOf(socket);
  clearInterval(timer);
  return { answer, tookMs: performance.now() - begun };
}

async function open({ port, host, path }: UploadTarget, fields: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/xml\r\n${fields}\r\n\r\n`,
  );
  return socket;
}

/** All that comes until nobody is there any more; who is cut off while sending has heard all that there was. */
async function textOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('error', () => resolve());
  socket.on('close', () => resolve());
  await promise;
  socket.destroy();
  return text;
}
