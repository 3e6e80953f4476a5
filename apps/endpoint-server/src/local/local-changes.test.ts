import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '@causeway/certificates';
import { TemporaryFolder } from '@causeway/testkit';
import type { EndpointEvent } from '../events/endpoint-event.ts';
import { openTarget } from '../serving/open-target.ts';
import type { ServedListener } from '../serving/served-listener.ts';
import { type Target, targetsOf } from '../serving/target.ts';
import { KeptDocument } from '../state/kept-document.ts';
import { withAnswer } from '../state/serving-changes.ts';
import { nothingServed } from '../state/serving-state.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { answerOf, httpListener, makeCertificate, offerOf, siteOn } from '../testing/offers.ts';
import type { Trouble } from '../trouble.ts';
import { LocalChanges, type Progress } from './local-changes.ts';

const noOpener = { tenantId: '', endpointServerId: '', sealingPrivateKey: '', ownCertificates: {} };

/** In the steps in which the platform is asked again. */
async function letTimePass(clock: FakeClock, ms: number): Promise<void> {
  for (let passedMs = 0; passedMs < ms; passedMs += 2_500) {
    await clock.untilSomebodyWaits();
    clock.advance(2_500);
  }
}

/** Serves what the state says, in memory, unless it fails. */
async function openScene(stack: AsyncDisposableStack) {
  const folder = stack.use(await TemporaryFolder.make());
  const state = await KeptDocument.open(folder.file('serving.json'), nothingServed);
  const offer = offerOf(1, [httpListener(80)]);
  await state.update((held) => ({ ...withAnswer(held, answerOf({ offer })), applied: offer }));
  const clock = new FakeClock();
  const said: EndpointEvent[] = [];
  const stop = new AbortController();
  const serving = {
    target: { kind: 'offer', offer } as Target,
    listeners: [] as readonly ServedListener[],
    trouble: null as (Trouble & { of: string }) | null,
    onServe: async () => {},
    async ensure() {
      await this.onServe();
      if (this.trouble !== null) return;
      this.target = targetsOf(state.value)[0] ?? { kind: 'nothing' };
      this.listeners = await openTarget(this.target, noOpener);
    },
  };
  const world = { judged: [] as Finding[], taken: [] as number[] };
  const local = new LocalChanges({
    ...{ state, serving, wait: clock.wait, now: clock.now, signal: stop.signal },
    say: (event) => void said.push(event),
    hurry: () => {},
    tests: {
      checkPortFree: async (port) =>
        world.taken.includes(port)
          ? [{ severity: 'error', code: 'PORT_TAKEN', seen: String(port), expected: '', remedy: '' }]
          : [],
      checkHostnameResolves: async () => [],
      judge: async () => ({ findings: [...world.judged] }),
    },
  });
  const progress: Progress[] = [];
  const apply = () =>
    local
      .apply({ site: siteOn(9090), mode: 'checked' }, (one) => void progress.push(one))
      .then(
        () => 'kept',
        (error: { code: string; seen?: string }) => `${error.code} ${error.seen ?? ''}`.trim(),
      );
  return { state, clock, said, stop, serving, world, local, progress, apply, folder };
}

test('nobody came through in time: what was served before is served again, and it is said why', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, clock, state, serving, said, folder } = await openScene(stack);
  const applied = apply();
  await clock.untilSomebodyWaits();
  assert.equal(serving.target.kind, 'local');
  const kept = await KeptDocument.open(folder.file('serving.json'), nothingServed);
  assert.equal(kept.value.local?.outcome, 'waiting', 'on the disk, in case it is killed now');
  await letTimePass(clock, 62_500);
  assert.equal(serving.target.kind, 'local');
  await letTimePass(clock, 2_500);
  assert.equal(await applied, 'LOCAL_CHANGE_REVERTED nobody came through from outside within a minute');
  assert.equal(serving.target.kind, 'offer');
  assert.equal(state.value.local, null);
  assert.deepEqual(
    said.map(({ kind }) => kind),
    ['local-tried', 'local-reverted'],
  );
});

test('it is on the disk before anything is served by it', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, clock, state, serving, stop } = await openScene(stack);
  let outcome: string | undefined;
  serving.onServe = async () => {
    outcome ??= state.value.local?.outcome;
  };
  const applied = apply();
  await clock.untilSomebodyWaits();
  assert.equal(outcome, 'waiting');
  stop.abort();
  assert.equal(await applied, 'LOCAL_CHANGE_INTERRUPTED');
  assert.equal(state.value.local?.outcome, 'waiting', 'for the next start to take back');
});

test('seen, it stays; seen at the very end of its time as well', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, clock, state, local } = await openScene(stack);
  const first = apply();
  await clock.untilSomebodyWaits();
  const seen = async (number: number) =>
    state.update((held) => withAnswer(held, answerOf({ local: { number, outcome: 'seen' } })));
  await seen(1);
  local.heard({ number: 1, outcome: 'seen' });
  assert.equal(await first, 'kept');
  const second = apply();
  await clock.untilSomebodyWaits();
  await seen(2);
  await letTimePass(clock, 65_000);
  assert.equal(await second, 'kept');
});

test('what cannot be served is taken back at once', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, state, serving } = await openScene(stack);
  serving.trouble = { of: 'local change 1', code: 'PORT_TAKEN', seen: 'port 9090' };
  assert.equal(await apply(), 'LOCAL_CHANGE_REVERTED PORT_TAKEN: port 9090');
  assert.equal(state.value.local, null);
});

test('a newer plan of the platform ends the trial, and so does an admin who overrules it', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, clock, state, serving, local } = await openScene(stack);
  const first = apply();
  await clock.untilSomebodyWaits();
  await state.update((held) => withAnswer(held, answerOf({ offer: offerOf(2, [httpListener(80)]) })));
  await serving.ensure();
  local.servedAnew();
  assert.equal(await first, 'LOCAL_CHANGE_REVERTED the platform has planned something else');
  const second = apply();
  await clock.untilSomebodyWaits();
  const overruled = { number: 2, outcome: 'overruled' } as const;
  await state.update((held) => withAnswer(held, answerOf({ local: overruled })));
  local.heard(overruled);
  assert.equal(await second, 'LOCAL_CHANGE_REVERTED the platform has planned something else');
});

test('one change at a time; none before it is authorized, and none when it is retired', async () => {
  await using stack = new AsyncDisposableStack();
  const { apply, clock, state, stop } = await openScene(stack);
  const first = apply();
  await clock.untilSomebodyWaits();
  assert.equal(await apply(), 'LOCAL_CHANGE_UNDER_WAY');
  stop.abort();
  await first;
  for (const [standing, code] of [
    ['pending', 'ENDPOINT_SERVER_PENDING'],
    ['retired', 'ENDPOINT_SERVER_RETIRED'],
  ] as const) {
    await state.update((held) => ({ ...held, standing }));
    assert.equal(await apply(), code);
  }
});

test('a test lists what is wrong with the port, the certificate and the law, errors first', async () => {
  await using stack = new AsyncDisposableStack();
  const { local, world, apply } = await openScene(stack);
  world.taken = [8443];
  world.judged = [
    { severity: 'warning', code: 'SLEEPERS_STAY_BEHIND', seen: '2', expected: '0', remedy: '' },
  ];
  const certificate = makeCertificate('other.localhost');
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const findings = await local.test({
    site: siteOn(9090, { binding: 'http+https' }),
    certificate: base64(certificate.chainPem + certificate.anchorPem),
    key: base64(certificate.keyPem),
  });
  const codes = findings.map(({ code }) => code);
  for (const code of ['PORT_TAKEN', 'CERTIFICATE_NAME_MISMATCH', 'SLEEPERS_STAY_BEHIND'])
    assert.ok(codes.includes(code), codes.join());
  assert.deepEqual(
    findings.map(({ severity }) => severity),
    findings
      .map(({ severity }) => severity)
      .sort((a, b) => ['error', 'warning', 'notice'].indexOf(a) - ['error', 'warning', 'notice'].indexOf(b)),
  );
  await assert.rejects(local.test({ site: siteOn(9090, { binding: 'https' }) }), {
    code: 'CERTIFICATE_FILES_INCOMPLETE',
  });
  world.judged = [{ severity: 'error', code: 'LAW_BROKEN', seen: 'pc-anna', expected: '', remedy: '' }];
  assert.equal(await apply(), 'LOCAL_CHANGE_REFUSED LAW_BROKEN: pc-anna');
});
