import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Delivery, NoticeStore } from '@causeway/provisioning';
import { someEmailChannel, someNotice, someWebhookChannel } from './notice-records.ts';
import { refusesWith } from './refuses-with.ts';

type Open = () => Promise<NoticeStore & AsyncDisposable>;

/** The contract of NoticeStore. `open` answers an empty store each time. */
export function describeNoticeStore(name: string, open: Open): void {
  describe(`NoticeStore, channels: ${name}`, () => testChannels(open));
  describe(`NoticeStore, notices: ${name}`, () => testNotices(open));
  describe(`NoticeStore, deliveries: ${name}`, () => testDeliveries(open));
}

function testChannels(open: Open): void {
  test('finds channels of each kind as they were, secrets and all, and lists them by name', async () => {
    await using store = await open();
    const channels = [
      someEmailChannel({ name: 'a' }),
      someEmailChannel({ name: 'b', user: null, password: null, anchorPem: null }),
      someWebhookChannel({ name: 'c' }),
    ];
    for (const channel of channels.toReversed()) await store.channels.add(channel);
    assert.deepEqual(await store.channels.list(), channels);
    for (const channel of channels) assert.deepEqual(await store.channels.findByName(channel.name), channel);
    assert.equal(await store.channels.findByName('none'), undefined);
  });

  test('refuses a name that is taken and keeps the first', async () => {
    await using store = await open();
    const first = someWebhookChannel({ name: 'ops' });
    await store.channels.add(first);
    const second = store.channels.add(someEmailChannel({ name: 'ops' }));
    await assert.rejects(second, refusesWith('NOTICE_CHANNEL_NAME_TAKEN'));
    assert.deepEqual(await store.channels.list(), [first]);
  });

  test('changes one channel to what is decided of it as it is, secrets too, and what is on its way stays', async () => {
    await using store = await open();
    const [hook, mail] = [someWebhookChannel({ name: 'hook' }), someEmailChannel({ name: 'mail' })];
    await store.channels.add(hook);
    await store.channels.add(mail);
    await store.raise(someNotice(), 1);
    const changedHook = { ...hook, url: 'https://new.acme.example/', secret: 'whsec_new', anchorPem: null };
    const changedMail = { ...mail, host: 'new.acme.example', to: ['eve@acme.example'], user: null };
    for (const changed of [changedHook, { ...changedMail, password: null }]) {
      const seen: unknown[] = [];
      const decide = (channel: unknown) => {
        seen.push(channel);
        return changed;
      };
      assert.deepEqual(await store.channels.change(changed.name, decide), changed);
      assert.deepEqual(seen, [changed.kind === 'webhook' ? hook : mail]);
    }
    assert.deepEqual(await store.channels.list(), [changedHook, { ...changedMail, password: null }]);
    assert.equal((await store.due(hook.id, 1, 9)).length, 1);
  });

  test('changes none when there is none of that name, or when the decision is a refusal', async () => {
    await using store = await open();
    const hook = someWebhookChannel({ name: 'hook' });
    await store.channels.add(hook);
    const asked = await store.channels.change('none', () => assert.fail('there is nothing to decide'));
    assert.equal(asked, undefined);
    const refused = store.channels.change('hook', () => {
      throw new Error('No.');
    });
    await assert.rejects(refused, /^Error: No\.$/);
    assert.deepEqual(await store.channels.list(), [hook]);
  });

  test('removes a channel with what is on its way to it, and the notices stay', async () => {
    await using store = await open();
    const [gone, kept] = [someWebhookChannel({ name: 'gone' }), someWebhookChannel({ name: 'kept' })];
    await store.channels.add(gone);
    await store.channels.add(kept);
    await store.raise(someNotice(), 1);
    const [waiting] = await store.due(gone.id, 1, 9);
    await store.channels.remove(gone.id);
    await store.channels.remove(gone.id);
    assert.deepEqual(await store.due(gone.id, 1, 9), []);
    if (waiting !== undefined) await store.saveDelivery({ ...waiting, state: 'sent' });
    const [{ deliveries } = { deliveries: [] }] = await store.list({ limit: 9 });
    assert.deepEqual(
      deliveries.map(({ channelId }) => channelId),
      [kept.id],
    );
    assert.deepEqual([...(await store.summaries()).keys()], [kept.id]);
  });
}

function testNotices(open: Open): void {
  test('raises a step of a series once', async () => {
    await using store = await open();
    const notice = someNotice({ series: 'expiry/a', step: 2 });
    assert.equal(await store.raise(notice, 5), true);
    assert.equal(await store.raise({ ...notice, text: 'again' }, 6), false);
    const [kept, ...more] = await store.list({ limit: 9 });
    assert.deepEqual(kept, { notice: { ...notice, sequence: 1, raisedAt: 5 }, deliveries: [] });
    assert.deepEqual(more, []);
  });

  test('knows the last step of each series that was raised', async () => {
    await using store = await open();
    for (const step of [0, 3, 1]) await store.raise(someNotice({ series: 'a', step }), 1);
    await store.raise(someNotice({ series: 'b', step: 0 }), 1);
    assert.deepEqual(Object.fromEntries(await store.lastSteps(['a', 'b', 'c'])), { a: 3, b: 0 });
    assert.deepEqual(Object.fromEntries(await store.lastSteps([])), {});
  });

  test('forgets the series that nothing was raised of for long, as a whole', async () => {
    await using store = await open();
    const channel = someWebhookChannel();
    await store.channels.add(channel);
    await store.raise(someNotice({ series: 'quiet', step: 0 }), 3);
    await store.raise(someNotice({ series: 'quiet', step: 1 }), 4);
    await store.raise(someNotice({ series: 'alive', step: 0 }), 3);
    await store.raise(someNotice({ series: 'alive', step: 1 }), 5);
    await store.forget(5);
    const kept = await store.list({ limit: 9 });
    assert.deepEqual(
      kept.map(({ notice, deliveries }) => [notice.series, notice.step, deliveries.length]),
      [
        ['alive', 1, 1],
        ['alive', 0, 1],
      ],
    );
    assert.equal((await store.due(channel.id, 9, 9)).length, 2);
    assert.equal(await store.raise(someNotice({ series: 'quiet', step: 0 }), 6), true);
  });

  test('lists newest first, page by page', async () => {
    await using store = await open();
    await store.channels.add(someWebhookChannel());
    for (const step of [0, 1, 2, 3, 4]) await store.raise(someNotice({ step }), step);
    const page = async (before?: number) =>
      (await store.list({ limit: 2, ...(before !== undefined && { before }) })).map(
        ({ notice, deliveries }) => [notice.step, notice.sequence, deliveries.length],
      );
    assert.deepEqual(await page(), [
      [4, 5, 1],
      [3, 4, 1],
    ]);
    assert.deepEqual(await page(4), [
      [2, 3, 1],
      [1, 2, 1],
    ]);
    assert.deepEqual(await page(1), []);
  });
}

function testDeliveries(open: Open): void {
  test('a notice is due at once on every channel that there is, and on none that comes later', async () => {
    await using store = await open();
    const [one, two, late] = [someWebhookChannel(), someEmailChannel(), someWebhookChannel()];
    await store.channels.add(one);
    await store.channels.add(two);
    await store.raise(someNotice(), 7);
    await store.channels.add(late);
    for (const { id } of [one, two]) {
      const [delivery] = await store.due(id, 7, 9);
      const { notice: _notice, ...rest } = delivery ?? {};
      const fresh = { state: 'waiting', attempts: 0, triedAt: null, nextTryAt: 7, sentAt: null, error: null };
      assert.deepEqual(rest, { channelId: id, ...fresh });
      assert.deepEqual(await store.due(id, 6, 9), []);
    }
    assert.deepEqual(await store.due(late.id, 7, 9), []);
  });

  test('what waits is due in the order in which it was raised, up to the limit, when its time has come', async () => {
    await using store = await open();
    const channel = someWebhookChannel();
    await store.channels.add(channel);
    for (const step of [0, 1, 2, 3]) await store.raise(someNotice({ step }), 1);
    const stepsDue = async (now: number, limit = 9) =>
      (await store.due(channel.id, now, limit)).map(({ notice }) => notice.step);
    assert.deepEqual(await stepsDue(1), [0, 1, 2, 3]);
    assert.deepEqual(await stepsDue(1, 2), [0, 1]);
    const [first, second, third] = await store.due(channel.id, 1, 9);
    await saveAll(store, [
      first && { ...first, nextTryAt: 5 },
      second && { ...second, state: 'sent' },
      third && { ...third, state: 'failed' },
    ]);
    assert.deepEqual(await stepsDue(4), [3]);
    assert.deepEqual(await stepsDue(5), [0, 3]);
  });

  test('keeps what became of a delivery as it was saved, and touches no other', async () => {
    await using store = await open();
    const [one, two] = [someWebhookChannel({ id: 'one' }), someWebhookChannel({ id: 'two' })];
    await store.channels.add(one);
    await store.channels.add(two);
    await store.raise(someNotice(), 1);
    const [delivery] = await store.due(one.id, 1, 9);
    const error = {
      kind: 'unavailable',
      code: 'AWAY',
      message: 'It is away.',
      retryAfterSeconds: 3,
    } as const;
    const saved = { attempts: 2, triedAt: 8, nextTryAt: 9, sentAt: 8, error };
    await saveAll(store, [delivery && { ...delivery, ...saved }]);
    const [listed] = await store.list({ limit: 1 });
    assert.deepEqual(listed?.deliveries[0], { ...delivery, ...saved });
    assert.equal(listed?.deliveries[1]?.attempts, 0);
  });

  test('revives what was given up and hurries what waits, and leaves what arrived', async () => {
    await using store = await open();
    const [channel, other] = [someWebhookChannel(), someWebhookChannel()];
    await store.channels.add(channel);
    await store.channels.add(other);
    for (const step of [0, 1, 2]) await store.raise(someNotice({ step }), 1);
    for (const { id } of [channel, other]) {
      const [first, second, third] = await store.due(id, 1, 9);
      await saveAll(store, [
        first && { ...first, state: 'sent' },
        second && { ...second, state: 'failed', attempts: 12 },
        third && { ...third, nextTryAt: 99, attempts: 4 },
      ]);
    }
    assert.equal(await store.revive(channel.id, 50), 2);
    const revived = await store.due(channel.id, 50, 9);
    assert.deepEqual(
      revived.map(({ notice, attempts }) => [notice.step, attempts]),
      [
        [1, 0],
        [2, 0],
      ],
    );
    assert.deepEqual(await store.due(other.id, 50, 9), []);
  });

  test('sums up each channel: how many in each state, and what the last try met', async () => {
    await using store = await open();
    const channel = someWebhookChannel();
    await store.channels.add(channel);
    for (const step of [0, 1, 2]) await store.raise(someNotice({ step }), 1);
    const [first, second] = await store.due(channel.id, 1, 9);
    const error = { kind: 'trust', code: 'NOTICE_RECEIVER_UNTRUSTED', message: 'Who is it?' } as const;
    await saveAll(store, [
      first && { ...first, state: 'failed', triedAt: 2, error },
      second && { ...second, triedAt: 1, error: { ...error, code: 'OLDER' } },
    ]);
    assert.deepEqual((await store.summaries()).get(channel.id), {
      waiting: 2,
      sent: 0,
      failed: 1,
      lastError: error,
    });
    await saveAll(store, [second && { ...second, state: 'sent', triedAt: 3 }]);
    assert.deepEqual((await store.summaries()).get(channel.id), {
      waiting: 1,
      sent: 1,
      failed: 1,
      lastError: null,
    });
  });
}

async function saveAll(store: NoticeStore, deliveries: readonly (Delivery | undefined)[]): Promise<void> {
  for (const delivery of deliveries) {
    assert.ok(delivery, 'there is a delivery to save');
    await store.saveDelivery(delivery);
  }
}
