import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { TemporaryFolder, TestCertificate } from '@causeway/testkit';

/** A real nginx with one worker that answers a fixed 200 over TLS 1.3. */
export interface Nginx extends AsyncDisposable {
  /** Of the worker: it does all the work. */
  readonly pid: number;
}

export async function startNginx(
  folder: TemporaryFolder,
  port: number,
  certificate: TestCertificate,
): Promise<Nginx> {
  const place = folder.file('nginx');
  await mkdir(place);
  await writeFile(folder.file('nginx', 'chain.pem'), certificate.chainPem);
  await writeFile(folder.file('nginx', 'key.pem'), certificate.keyPem, { mode: 0o600 });
  await writeFile(folder.file('nginx', 'nginx.conf'), configuration(place, port));
  const master = spawn('nginx', ['-p', place, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'inherit' });
  await untilListening(port);
  const stop = async () => {
    const gone = once(master, 'exit');
    master.kill('SIGTERM');
    await gone;
  };
  return { pid: childOf(master.pid ?? 0), [Symbol.asyncDispose]: stop };
}

function configuration(place: string, port: number): string {
  return `
daemon off; worker_processes 1; pid ${place}/pid; ${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off; client_body_temp_path ${place}/body; proxy_temp_path ${place}/proxy;
  fastcgi_temp_path ${place}/fastcgi; uwsgi_temp_path ${place}/uwsgi; scgi_temp_path ${place}/scgi;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate chain.pem; ssl_certificate_key key.pem;
    ssl_protocols TLSv1.3; ssl_session_tickets off; ssl_session_cache off;
    location / { return 200 "ok"; }
  }
}
`;
}

const START_LIMIT_MS = 10_000;

async function untilListening(port: number): Promise<void> {
  const end = Date.now() + START_LIMIT_MS;
  while (!(await answers(port))) {
    if (Date.now() > end) throw new Error(`nginx does not listen on ${port} within ${START_LIMIT_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}

function childOf(pid: number): number {
  const isChild = (entry: string) => /^\d+$/.test(entry) && parentOf(entry) === pid;
  return Number(readdirSync('/proc').find(isChild));
}

function parentOf(entry: string): number {
  try {
    return Number(
      readFileSync(`/proc/${entry}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[1],
    );
  } catch {
    return 0;
  }
}
