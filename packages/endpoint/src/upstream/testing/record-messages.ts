import { mkdirSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { UPSTREAM_CONTRACT, upstreamPaths } from '@causeway/contract/upstream-messages';
import { createTestCa } from '@causeway/testkit';
import { enrolledClient, TestClient } from '../../testing/test-client.ts';
import { recordings, type UpstreamPath } from './recorded-messages.ts';
import { servePlatform, serverAddress, signatureOf } from './test-endpoint-server.ts';
import {
  OPTIONAL_ANSWERS,
  OPTIONAL_REQUESTS,
  someNews,
  someRequests,
  someVerdict,
} from './whole-messages.ts';

// Records what a platform and an endpoint server say to each other in the version of the contract that this tree has:
// `node record-messages.ts`. What was recorded once is never recorded again: the folder must not exist.
const folder = new URL(`${UPSTREAM_CONTRACT}/`, recordings);
mkdirSync(recordings, { recursive: true });
mkdirSync(folder);

await using platform = await servePlatform();
const { site, registry, server } = platform;
const client = await enrolledClient(site);
const created = await site.endpoint.createToken({ uses: 2, validMs: 60_000 });
const token = await site.store.tokens.find(created.id);
const [signingKey] = await site.store.signingKeys.list();
const { chainPem } = createTestCa({ name: 'root' }).issue({ hostnames: ['dmz.acme.example'] });
registry.news = someNews({ chainPem, clientId: client.id });
registry.verdict = someVerdict;

save('scene', {
  ...{ at: site.at, address: site.arrival.address, serverAddress },
  signingKey: { id: signingKey?.id, publicKey: signingKey?.publicKey },
  endpointServer: { id: server.id, name: 'pc-anna', publicKey: server.client.publicKey },
  client: { id: client.id, name: 'pc-anna', publicKey: client.publicKey },
  token: { id: token?.id, secret: token?.secret },
});

const enrolling = new TestClient(site).signEnroll(created, { address: serverAddress });
const requests = someRequests({ chainPem, clientId: client.id, enrolling });
for (const path of Object.keys(upstreamPaths) as UpstreamPath[]) await record(path, requests[path]);

async function record(path: UpstreamPath, message: object): Promise<void> {
  const isPacked = path === 'batch';
  const content = isPacked ? gzipSync(JSON.stringify(message)) : Buffer.from(JSON.stringify(message));
  const encoding = isPacked ? { 'content-encoding': 'gzip' } : {};
  const request = server.client.sign(upstreamPaths[path], content, { headers: encoding });
  const reply = await server.client.send(request);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.body}`);
  save(`${path}-request`, {
    ...{ headers: request.headers, content: content.toString('base64'), message },
    optional: OPTIONAL_REQUESTS[path],
  });
  save(`${path}-answer`, {
    ...{ status: reply.status, headers: headersOf(reply.headers), requestSignature: signatureOf(request) },
    ...{ content: Buffer.from(reply.body).toString('base64'), message: JSON.parse(reply.body) },
    optional: OPTIONAL_ANSWERS[path],
  });
}

/** Without what is of the connection. */
function headersOf(headers: NodeJS.Dict<string | string[]>): object {
  const names = ['content-type', 'content-digest', 'signature-input', 'signature'];
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

function save(name: string, recorded: object): void {
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(recorded, null, 2)}\n`, { flag: 'wx' });
}
