import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { createBindings } from '@causeway/bindings';
import { generateSealingKey } from '@causeway/certificates';
import type { Offer } from '@causeway/contract/upstream-messages';
import { freePorts, TemporaryFolder } from '@causeway/testkit';
import type { EndpointEvent } from '../events/endpoint-event.ts';
import { KeptDocument } from '../state/kept-document.ts';
import { withAnswer, withLocal, withoutWaiting } from '../state/serving-changes.ts';
import { nothingServed, type ServingState } from '../state/serving-state.ts';
import {
  answerOf,
  httpListener,
  httpsListener,
  makeCertificate,
  offerCertificate,
  offerOf,
  SERVER,
  siteOn,
  TENANT,
} from '../testing/offers.ts';
import { proveOwnAt } from './prove-own.ts';
import { Serving } from './serving.ts';
import { nameOf } from './target.ts';

/** Real listeners over a real file; whatever comes in is answered with 200. */
async function openScene(stack: AsyncDisposableStack) {
  const folder = stack.use(await TemporaryFolder.make());
  const bindings = stack.use(createBindings({ host: '127.0.0.1', drainTimeoutMs: 100 }));
  const state = await KeptDocument.open<ServingState>(folder.file('serving.json'), nothingServed);
  const sealing = generateSealingKey();
  const said: EndpointEvent[] = [];
  let changes = 0;
  const serving = stack.use(
    new Serving({
      ...{ state, bindings, say: (event) => void said.push(event), onChange: () => void changes++ },
      coming: { apply() {}, [Symbol.dispose]() {} },
      handler: (_request, response) => void response.end(),
      opener: () => ({
        ...{ tenantId: TENANT, endpointServerId: SERVER, sealingPrivateKey: sealing.privateKey },
      }),
    }),
  );
  const offer = async (made: Offer) => {
    await state.update((held) => withAnswer(held, answerOf({ offer: made })));
    await serving.ensure();
  };
  const prove = proveOwnAt(bindings);
  const codes = async () => {
    const proofs = await Promise.all(serving.listeners.map((one) => prove(one, { timeoutMs: 5_000 })));
    return proofs.flat().map(({ code }) => code);
  };
  return { folder, bindings, state, sealing, said, serving, offer, codes, changes: () => changes };
}

test('an offer is served with the key that was sealed for it, proven by name, and kept', async () => {
  await using stack = new AsyncDisposableStack();
  const { sealing, offer, codes, state, serving, folder, said } = await openScene(stack);
  const [http = 0, https = 0] = await freePorts(2);
  const certificate = makeCertificate();
  const offered = await offerCertificate(certificate, { sealingKey: sealing.publicKey });
  const made = offerOf(
    1,
    [httpListener(http), httpsListener(https, offered, certificate.anchorSha256)],
    [offered],
  );
  await offer(made);
  assert.equal(serving.trouble, null);
  assert.deepEqual(await codes(), ['OK', 'OK', 'OK']);
  assert.deepEqual(state.value.applied, made);
  assert.deepEqual((await KeptDocument.open(folder.file('serving.json'), nothingServed)).value, state.value);
  const [event] = said;
  assert.deepEqual(event, {
    ...{ kind: 'serving', what: 'offer 1' },
    addresses: [`http://dmz.localhost:${http}`, `https://dmz.localhost:${https}`],
  });
});

test('an offer that cannot be applied leaves what is served, says why once, and is served when it can be', async () => {
  await using stack = new AsyncDisposableStack();
  const { offer, serving, state, said, codes } = await openScene(stack);
  const [port = 0, taken = 0] = await freePorts(2);
  await offer(offerOf(1, [httpListener(port)]));
  const holder = createServer().listen(taken, '127.0.0.1');
  await once(holder, 'listening');
  await offer(offerOf(2, [httpListener(port), httpListener(taken)]));
  await serving.ensure();
  assert.equal(nameOf(serving.target), 'offer 1');
  assert.equal(serving.trouble?.code, 'PORT_TAKEN');
  assert.equal(serving.trouble?.of, 'offer 2');
  assert.equal(state.value.applied?.number, 1);
  assert.deepEqual(await codes(), ['OK']);
  assert.equal(said.filter(({ kind }) => kind === 'not-served').length, 1);
  holder.close();
  await once(holder, 'close');
  await serving.ensure();
  assert.equal(serving.trouble, null);
  assert.equal(state.value.applied?.number, 2);
  assert.deepEqual(await codes(), ['OK', 'OK']);
});

test('a key that was sealed for somebody else stops an offer, and nothing of it is served', async () => {
  await using stack = new AsyncDisposableStack();
  const { offer, serving } = await openScene(stack);
  const [http = 0, https = 0] = await freePorts(2);
  const certificate = makeCertificate();
  const offered = await offerCertificate(certificate, { sealingKey: generateSealingKey().publicKey });
  const listeners = [httpListener(http), httpsListener(https, offered, certificate.anchorSha256)];
  await offer(offerOf(1, listeners, [offered]));
  assert.equal(serving.trouble?.code, 'SEALED_KEY_UNOPENABLE');
  assert.deepEqual(serving.listeners, []);
});

test('a certificate without its key is served with the one that is kept here, and refused without', async () => {
  await using stack = new AsyncDisposableStack();
  const { offer, serving, state, codes } = await openScene(stack);
  const [https = 0] = await freePorts(1);
  const certificate = makeCertificate();
  const offered = await offerCertificate(certificate);
  const listeners = [httpsListener(https, offered, certificate.anchorSha256)];
  await offer(offerOf(1, listeners, [offered]));
  assert.equal(serving.trouble?.code, 'OFFERED_KEY_MISSING');
  await state.update((held) => ({ ...held, ownCertificates: { [certificate.sha256]: certificate } }));
  await serving.ensure();
  assert.deepEqual(await codes(), ['OK', 'OK']);
});

test('a local change is served in the place of an offer, and the offer again when it is taken back', async () => {
  await using stack = new AsyncDisposableStack();
  const { offer, serving, state, codes, changes } = await openScene(stack);
  const [port = 0, http = 0, https = 0] = await freePorts(3);
  await offer(offerOf(1, [httpListener(port)]));
  const certificate = makeCertificate();
  const site = siteOn(http, { binding: 'http+https', httpsPort: https });
  await state.update((held) => withLocal(held, { site, certificate, appliedAt: 1 }));
  await serving.ensure();
  assert.equal(nameOf(serving.target), 'local change 1');
  assert.deepEqual(await codes(), ['OK', 'OK', 'OK']);
  assert.equal(serving.isListening(port), false);
  await state.update(withoutWaiting);
  await serving.ensure();
  assert.equal(nameOf(serving.target), 'offer 1');
  assert.equal(serving.isListening(https), false);
  assert.equal(changes(), 3);
});

test('retired, it closes every port; and whatever it was authorized for before is served again after', async () => {
  await using stack = new AsyncDisposableStack();
  const { offer, serving, state } = await openScene(stack);
  const [port = 0] = await freePorts(1);
  await offer(offerOf(1, [httpListener(port)]));
  await state.update((held) => withAnswer(held, answerOf({ state: 'retired' })));
  await serving.ensure();
  assert.equal(serving.isListening(port), false);
  await state.update((held) => withAnswer(held, answerOf()));
  await serving.ensure();
  assert.equal(serving.isListening(port), true);
});

test('after a start, the offer of before is served where the newest one cannot be', async () => {
  await using stack = new AsyncDisposableStack();
  const { serving, state, said } = await openScene(stack);
  const [port = 0, https = 0] = await freePorts(2);
  const certificate = makeCertificate();
  const unopenable = await offerCertificate(certificate, { sealingKey: generateSealingKey().publicKey });
  await state.update((held) => ({
    ...held,
    standing: 'authorized',
    applied: offerOf(1, [httpListener(port)]),
    newest: offerOf(2, [httpsListener(https, unopenable, certificate.anchorSha256)], [unopenable]),
  }));
  await serving.ensure();
  assert.equal(nameOf(serving.target), 'offer 1');
  assert.equal(serving.trouble?.of, 'offer 2');
  assert.deepEqual(
    said.map(({ kind }) => kind),
    ['not-served', 'serving'],
  );
});
