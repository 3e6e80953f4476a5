import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { TemporaryFolder, TestCertificate } from '@causeway/testkit';

export interface NginxOptions {
  readonly folder: TemporaryFolder;
  readonly hostname: string;
  readonly httpPort: number;
  readonly httpsPort: number;
  readonly certificate: Pick<TestCertificate, 'chainPem' | 'keyPem'>;
  /** The port at 127.0.0.1 that it passes on to. */
  readonly to: number;
  /** The address of this machine that it connects from. */
  readonly from: string;
  /** Lines of the location: what it says of a request. Those of docs/proxies.md when left out. */
  readonly says?: readonly string[];
}

/** As docs/proxies.md has them. */
export const goodLines = [
  'proxy_set_header Host $host;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header X-Forwarded-Port $server_port;',
  'proxy_set_header X-Forwarded-Host "";',
  'proxy_set_header Forwarded "";',
  'proxy_set_header X-Forwarded-For $remote_addr;',
];

const START_LIMIT_MS = 30_000;

/** Debian's nginx in front of everything under one hostname, TLS ending there. Disposing ends it. */
export class Nginx implements AsyncDisposable {
  readonly #child: ChildProcess;
  #output = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#output += chunk;
    });
  }

  static async start(options: NginxOptions): Promise<Nginx> {
    const { folder, httpPort, httpsPort } = options;
    const file = folder.file('nginx.conf');
    await writeMaterial(options);
    await writeFile(file, formatConfig(options));
    const child = spawn('nginx', ['-p', folder.path, '-c', file, '-e', 'stderr'], {
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const nginx = new Nginx(child);
    for (const port of [httpPort, httpsPort]) await nginx.#listens(port);
    return nginx;
  }

  async #listens(port: number): Promise<void> {
    const end = performance.now() + START_LIMIT_MS;
    while (!(await isOpen(port))) {
      if (this.#child.exitCode !== null || performance.now() > end)
        throw new Error(`nginx does not listen on port ${port}:\n${this.#output}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGQUIT');
    await exited;
  }
}

async function writeMaterial({ folder, certificate }: NginxOptions): Promise<void> {
  await writeFile(folder.file('proxy-chain.pem'), certificate.chainPem);
  await writeFile(folder.file('proxy-key.pem'), certificate.keyPem);
  await chmod(folder.file('proxy-key.pem'), 0o600);
}

function formatConfig({
  folder,
  hostname,
  httpPort,
  httpsPort,
  to,
  from,
  says = goodLines,
}: NginxOptions): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    pid ${folder.file('nginx.pid')};
    events {}
    http {
      access_log off;
      ${temporary.map((name) => `${name}_temp_path ${folder.file(`nginx-${name}`)};`).join('\n')}
      upstream causeway { server 127.0.0.1:${to} max_fails=0; keepalive 16; }
      server {
        listen ${httpPort}; listen [::]:${httpPort};
        listen ${httpsPort} ssl; listen [::]:${httpsPort} ssl;
        server_name ${hostname};
        ssl_certificate ${folder.file('proxy-chain.pem')};
        ssl_certificate_key ${folder.file('proxy-key.pem')};
        client_max_body_size 20m;
        location / {
          proxy_pass http://causeway;
          proxy_bind ${from};
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_read_timeout 60s;
          ${says.join('\n')}
        }
      }
    }
  `;
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    return false;
  } finally {
    socket.destroy();
  }
}

const LOOK_MS = 20;
