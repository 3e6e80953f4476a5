import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestCertificate, untilListening } from '@causeway/testkit';
import { ensureDebianPackage } from './debian-package.ts';

/** One port of the proxy, and the port of this machine that it passes on to. */
export interface ProxiedPort {
  readonly port: number;
  readonly to: number;
  /** TLS ends here; plain HTTP without one. */
  readonly certificate?: Pick<TestCertificate, 'chainPem' | 'keyPem'> | undefined;
  /** Directives in place of those that a well set up proxy has. */
  readonly headers?: string;
}

/** Undefined when nginx is there, else what to do. */
export const nginxMissing = (): string | undefined => ensureDebianPackage('nginx-light', 'nginx');

const START_LIMIT_MS = 10_000;

/** What docs/proxies.md tells admins to set. */
const HEADERS = `
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-For $remote_addr;`;

/** A real nginx in front of something, with its files in a folder of its own. */
export class Nginx implements AsyncDisposable {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async start(folder: string, ports: readonly ProxiedPort[]): Promise<Nginx> {
    await mkdir(folder, { recursive: true });
    const servers = await Promise.all(ports.map((port) => formatServer(folder, port)));
    const file = join(folder, 'nginx.conf');
    await writeFile(file, formatConfig(folder, servers));
    const child = spawn('/usr/sbin/nginx', ['-c', file, '-e', join(folder, 'error.log')], {
      stdio: 'ignore',
    });
    const nginx = new Nginx(child);
    for (const { port } of ports) await untilListening(port, START_LIMIT_MS);
    return nginx;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exited;
  }
}

async function formatServer(folder: string, { port, to, certificate, headers = HEADERS }: ProxiedPort) {
  const tls = certificate && (await writeCertificate(folder, port, certificate));
  return `
  server {
    listen 127.0.0.1:${port}${tls === undefined ? '' : ' ssl'};
    ${tls ?? ''}
    location / {${headers}
      proxy_pass http://127.0.0.1:${to};
      proxy_http_version 1.1;
      proxy_read_timeout 60s;
    }
  }`;
}

async function writeCertificate(
  folder: string,
  port: number,
  { chainPem, keyPem }: NonNullable<ProxiedPort['certificate']>,
): Promise<string> {
  const [chain, key] = [join(folder, `${port}.pem`), join(folder, `${port}.key`)];
  await writeFile(chain, chainPem);
  await writeFile(key, keyPem, { mode: 0o600 });
  return `ssl_certificate ${chain};\n    ssl_certificate_key ${key};`;
}

function formatConfig(folder: string, servers: readonly string[]): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
daemon off;
pid ${join(folder, 'nginx.pid')};
worker_processes 1;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off;
  client_max_body_size 20m;
  ${temporary.map((name) => `${name}_temp_path ${join(folder, name)};`).join('\n  ')}
${servers.join('\n')}
}
`;
}
