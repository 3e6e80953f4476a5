import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { type BoundCertificate, createBindings } from '@causeway/bindings';
import { REHEARSAL_ALPN } from '@causeway/contract/client-messages';
import { createTestCa, freePorts } from '@causeway/testkit';
import type { Arrival } from '../routes/context.ts';
import { Rehearsals } from './rehearsals.ts';

const hostname = 'dmz.acme.example';
const ca = createTestCa({ name: 'root' });

function certificate(sha256: string): BoundCertificate {
  const { chainPem, keyPem } = ca.issue({ hostnames: [hostname] });
  return { chainPem, keyPem, sha256, trust: `anchor of ${sha256}` };
}

const [served, coming, next] = [certificate('served'), certificate('coming'), certificate('next')];

async function serve() {
  await using stack = new AsyncDisposableStack();
  const [port = 0] = await freePorts(1);
  const bindings = stack.use(createBindings());
  const arrivals: Arrival[] = [];
  const handle: ConstructorParameters<typeof Rehearsals>[1]['handle'] = async (
    _request,
    response,
    arrival,
  ) => {
    arrivals.push(arrival);
    response.end();
  };
  const listener = { scheme: 'https', hostname, port, serves: 'everything', certificate: served } as const;
  await bindings.apply('owner', [listener], (_request, response) => void response.end());
  const rehearsals = stack.use(new Rehearsals('owner', { bindings, handle }));
  const rest = stack.move();
  return { port, rehearsals, arrivals, [Symbol.asyncDispose]: () => rest.disposeAsync() };
}

/** The trust of the certificate that was rehearsed; undefined when the one for everybody was shown. */
async function rehearse({ port, arrivals }: Awaited<ReturnType<typeof serve>>): Promise<string | undefined> {
  arrivals.length = 0;
  const socket = connect({
    ...{ host: '127.0.0.1', port, servername: hostname, ca: ca.certificatePem },
    ALPNProtocols: [REHEARSAL_ALPN, 'http/1.1'],
  });
  socket.end(
    `POST /client/prove HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
  socket.resume();
  await once(socket, 'close');
  return arrivals[0] && `${arrivals[0].serves} ${arrivals[0].trust}`;
}

test('exactly what comes is shown to those who ask for it, as a rehearsal', async () => {
  await using scene = await serve();
  const { rehearsals, port } = scene;
  assert.equal(await rehearse(scene), undefined);
  rehearsals.apply([{ hostname, port, coming }]);
  rehearsals.apply([{ hostname, port, coming }]);
  assert.equal(await rehearse(scene), 'rehearsal anchor of coming');
  rehearsals.apply([{ hostname, port, coming: next }]);
  assert.equal(await rehearse(scene), 'rehearsal anchor of next');
  rehearsals.apply([{ hostname, port }]);
  assert.equal(await rehearse(scene), undefined);
  rehearsals.apply([{ hostname, port, coming }]);
  rehearsals[Symbol.dispose]();
  assert.equal(await rehearse(scene), undefined);
});

test('behind a proxy nothing is rehearsed: nobody can ask for it', async () => {
  await using scene = await serve();
  const { rehearsals, port } = scene;
  rehearsals.apply([{ hostname, port, coming, proxy: { from: ['10.0.0.5'], port: 8_080 } }]);
  assert.equal(await rehearse(scene), undefined);
});
