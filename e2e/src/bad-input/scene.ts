import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { createTestCa, freePorts, runProcess } from '@causeway/testkit';
import { clientScript } from '../constellation/commands.ts';
import { Installation } from '../constellation/installation.ts';
import { Questioner } from './ask.ts';

const DAY_MS = 86_400_000;

/** An installation in the middle of its life, for bad input to be thrown at. Disposing ends all of it. */
export class Scene implements AsyncDisposable {
  readonly installation: Installation;
  readonly questioner: Questioner;
  readonly pems: Pems;
  /** Another program listens here. */
  readonly takenPort: number;
  readonly freePort: number;
  /** Path of one of the files of `writePems`, or of one that is not there. */
  readonly file = (name: string): string => this.installation.folder.file(name);
  readonly #stack: AsyncDisposableStack;

  private constructor(parts: Omit<Scene, 'file' | typeof Symbol.asyncDispose>, stack: AsyncDisposableStack) {
    this.installation = parts.installation;
    this.questioner = parts.questioner;
    this.pems = parts.pems;
    this.takenPort = parts.takenPort;
    this.freePort = parts.freePort;
    this.#stack = stack;
  }

  static async start(): Promise<Scene> {
    await using stack = new AsyncDisposableStack();
    const installation = stack.use(await Installation.start());
    const questioner = stack.use(new Questioner(installation));
    const taken = await listen();
    stack.defer(() => new Promise<void>((resolve) => taken.close(() => resolve())));
    const [freePort = 0] = await freePorts(1);
    const pems = makePems();
    await populate(installation, questioner, pems);
    await writePems(installation, pems);
    return new Scene({ installation, questioner, pems, takenPort: portOf(taken), freePort }, stack.move());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

export interface Pems {
  readonly good: string;
  readonly goodKey: string;
  readonly otherKey: string;
  readonly expired: string;
  readonly expiredKey: string;
  readonly otherName: string;
  readonly otherNameKey: string;
  readonly anchor: string;
}

function makePems(): Pems {
  const ca = createTestCa();
  const good = ca.issue({ hostnames: ['acme.localhost'] });
  const [now, year] = [Date.now(), 365 * DAY_MS];
  const expired = ca.issue({ hostnames: ['acme.localhost'], notBefore: now - year, notAfter: now - DAY_MS });
  const otherName = ca.issue({ hostnames: ['other.localhost'] });
  return {
    good: good.chainPem,
    goodKey: good.keyPem,
    otherKey: ca.issue().keyPem,
    expired: expired.chainPem,
    expiredKey: expired.keyPem,
    otherName: otherName.chainPem,
    otherNameKey: otherName.keyPem,
    anchor: ca.certificatePem,
  };
}

/** Tenant acme in its interim with one client, beta beside it on HTTP, and certificates good and bad. */
async function populate(installation: Installation, questioner: Questioner, pems: Pems): Promise<void> {
  const { httpPort, httpsPort } = installation;
  const ports = { httpPort, httpsPort };
  const { good, goodKey, expired, expiredKey, otherName, otherNameKey, anchor } = pems;
  const certificates = {
    good: [good, goodKey],
    expired: [expired, expiredKey],
    other: [otherName, otherNameKey],
  };
  for (const [name, [pem, key]] of Object.entries(certificates))
    await questioner.must('POST', '/certificates/import', { name, pem, key, anchor });
  await questioner.must('POST', '/tenants', {
    name: 'acme',
    hostname: 'acme.localhost',
    binding: 'http+https',
    certificate: 'good',
    ...ports,
  });
  await questioner.must('POST', '/tenants', { name: 'beta', hostname: 'beta.localhost', ...ports });
  await questioner.must('POST', '/me/api-tokens', { name: 'scripts' });
  for (const tenant of ['acme', 'beta']) await enroll(tenant, installation, questioner);
}

async function enroll(tenant: string, installation: Installation, questioner: Questioner): Promise<void> {
  const { token } = await questioner.must<{ token: string }>(
    'POST',
    `/tenants/${tenant}/enrollment-tokens`,
    {},
  );
  const server = `http://${tenant}.localhost:${installation.httpPort}`;
  const state = installation.folder.file(`${tenant}-client`);
  const args = ['enroll', '--state', state, '--server', server, '--token', token, '--name', 'workshop'];
  const { code, stdout, stderr } = await runProcess(clientScript, args);
  if (code !== 0) throw new Error(`enrolling ended with ${code}:\n${stdout}${stderr}`);
}

/** What commands are given as files. */
async function writePems(installation: Installation, pems: Pems): Promise<void> {
  const files = {
    'good.pem': pems.good + pems.goodKey + pems.anchor,
    'bare.pem': pems.good,
    'wrong-key.pem': pems.good + pems.otherKey + pems.anchor,
    'expired.pem': pems.expired + pems.expiredKey + pems.anchor,
    'anchor.pem': pems.anchor,
    'garbage.pem': 'no PEM at all\n',
    'broken.pem': pems.good.replace(/\n\w{20}/, `\n${'A'.repeat(20)}`),
    'empty.pem': '',
    'large.pem': Buffer.alloc(10 * 1024 * 1024, 'A long line of no certificate.\n'),
    'larger.pem': Buffer.alloc(13_000_000, 'B'),
  };
  for (const [name, content] of Object.entries(files))
    await writeFile(installation.folder.file(name), content);
}

async function listen(): Promise<Server> {
  const server = createServer().listen(0, '::');
  await once(server, 'listening');
  return server;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
