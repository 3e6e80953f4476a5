import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Change, type Client, decide, explain, type Reason, standingOf, type Way } from './index.ts';
import { client, crossing, DAY, http, https, now, policy, rescue } from './testing/sample-fleet.ts';

const standing = (changes: Partial<Client>, change = crossing) =>
  standingOf(client(changes), change, policy, now);
const reason = (changes: Partial<Client>, change = crossing): Reason | undefined => {
  const found = standing(changes, change);
  return found.kind === 'blocked' ? found.reason : undefined;
};
const at = ({ address, trusts: [trust = ''] }: Way, when = now) => ({ address, trust, at: when });
const onHttp = [at(http)];
const foreign = { kind: 'foreign', agent: 'OCS-NG_unified_unix_agent_v2.10.0', fetchedRevision: 0 } as const;

test('a foreign agent blocks until it has come by an address that stays, whatever config.ini said', () => {
  assert.deepEqual(reason({ ...foreign, evidence: onHttp }), {
    kind: 'foreign',
    addresses: [https.address],
    agent: foreign.agent,
  });
  const unpublished: Change = { ...crossing, after: [{ ...https, since: now + 1 }, rescue], revision: 0 };
  assert.equal(standing({ ...foreign, evidence: onHttp }, unpublished).kind, 'blocked');
  assert.equal(standing(foreign, unpublished).kind, 'proven');
  assert.equal(standing({}, unpublished).kind, 'blocked', 'one of our own learns it from config.ini');
  const old = [{ address: https.address, trust: 'aa', at: now - 31 * DAY }];
  assert.equal(reason({ ...foreign, evidence: old })?.kind, 'foreign');
  const other = [{ address: https.address, trust: 'bb', at: now }];
  assert.equal(reason({ ...foreign, evidence: other })?.kind, 'foreign');
});

test('no rescue path waits for a foreign agent that sleeps: it reads no config.ini', () => {
  const sleeper = { lastSeenAt: now - 40 * DAY, evidence: [at(http, now - 40 * DAY)] };
  assert.equal(standing(sleeper).kind, 'left-behind');
  assert.equal(reason({ ...foreign, ...sleeper })?.kind, 'foreign');
  const kept: Change = { ...crossing, after: [https, http] };
  assert.deepEqual(standing({ ...foreign, ...sleeper }, kept), { kind: 'left-behind', why: 'sleeping' });
});

test('a foreign agent is sent to the endpoint server that it comes to, by HTTPS first', () => {
  const [main, branch] = ['main', 'branch'].map((server) => [
    { ...https, address: `https://${server}.example:443`, server },
    { ...http, address: `http://${server}.example:80`, server },
  ]) as [[Way, Way], [Way, Way]];
  const change: Change = { before: [...main, ...branch], after: [...main, branch[0]], revision: 7 };
  const found = reason({ ...foreign, evidence: [at(branch[1])] }, change);
  assert.deepEqual(found?.kind === 'foreign' && found.addresses, [
    branch[0].address,
    main[0].address,
    main[1].address,
  ]);
});

test('a foreign agent that comes by the address already cannot rehearse its coming trust', () => {
  const renewed: Change = { before: [https], after: [{ ...https, trusts: ['bb'] }], revision: 7 };
  const found = reason(foreign, renewed);
  assert.deepEqual(found, {
    ...{ kind: 'foreign', addresses: [https.address], agent: foreign.agent, isTrustAlone: true },
  });
  const { sentence, remedy } = explain({ ...foreign, addresses: [https.address], isTrustAlone: true });
  assert.match(sentence, /cannot rehearse/);
  assert.match(remedy, /waive/);
});

const repointed = {
  'FusionInventory-Agent_v2.6': [
    '/etc/fusioninventory/agent.cfg',
    ['server = https://a.example:8443/ocsinventory', 'ca-cert-file = /etc/ssl/causeway.pem'],
  ],
  'GLPI-Agent_v1.9': [
    '/etc/glpi-agent/agent.cfg',
    ['server = https://a.example:8443/', 'ca-cert-file = /etc/ssl/causeway.pem'],
  ],
  'OCS-NG_unified_unix_agent_v2.10.0': [
    '/etc/ocsinventory/ocsinventory-agent.cfg',
    ['server=https://a.example:8443/ocsinventory', 'ssl=1', 'ca=/etc/ssl/causeway.pem'],
  ],
  'OCS-NG_WINDOWS_AGENT_v2.11.0.1': [
    '%ProgramData%\\OCS Inventory NG\\Agent\\ocsinventory.ini',
    ['[HTTP]', 'Server=https://a.example:8443/ocsinventory', 'SSL=1', 'CaBundle=cacert.pem'],
  ],
} as const;

for (const [agent, [file, lines]] of Object.entries(repointed)) {
  test(`${agent} is told in the words of its own configuration`, () => {
    const { sentence, remedy, repoint } = explain({
      ...{ kind: 'foreign', addresses: ['https://a.example:8443', 'http://b.example:80'], agent },
    });
    assert.deepEqual([repoint?.file, repoint?.lines], [file, lines]);
    assert.match(sentence, /cannot be re-pointed from here/);
    for (const part of [file, ...lines, 'trust anchor']) assert.ok(remedy.includes(part), part);
  });
}

test('OCS on Unix is to keep its state: without it, it is another device at another address', () => {
  const remedyOf = (agent: string) =>
    explain({ kind: 'foreign', addresses: ['https://a.example:443'], agent }).remedy;
  for (const agent of Object.keys(repointed)) {
    const isOcsOnUnix = agent.startsWith('OCS-NG_unified_unix');
    for (const part of ['/var/lib/ocsinventory-agent', 'new device', '`causeway duplicate confirm`'])
      assert.equal(remedyOf(agent).includes(part), isOcsOnUnix, `${agent}: ${part}`);
  }
});

test('of two ids of one machine the law counts both, until an admin says that they are one', () => {
  const former = { ...foreign, id: 'former', evidence: onHttp };
  const present = { ...foreign, id: 'present' };
  const fleet = (standing: Client['standing']) => [client({ ...former, standing }), client(present)];
  const before = decide(crossing, fleet('enrolled'), policy, now);
  assert.deepEqual([before.kind, before.blockers.map(({ id }) => id)], ['refused', ['former']]);
  const after = decide(crossing, fleet('retired'), policy, now);
  assert.deepEqual([after.kind, after.counts.clients, after.counts.retired], ['allowed', 2, 1]);
});

test('a group with a longer window has its clients active for longer: they block, and their evidence counts', () => {
  const byGroup = { ...policy, activeWindowMsByGroup: { servers: 90 * DAY } };
  const long = now - 60 * DAY;
  const standingIn = (parts: Partial<Client>) =>
    standingOf(client({ lastSeenAt: long, ...parts }), crossing, byGroup, now);
  for (const kind of [{}, foreign]) {
    const seen = { ...kind, evidence: [at(http, long)] };
    assert.equal(standingIn({ ...seen, group: 'servers' }).kind, 'blocked');
    const proven = { ...kind, evidence: [at(https, long)] };
    assert.equal(standingIn({ ...proven, group: 'servers' }).kind, 'proven');
    assert.notEqual(standingIn({ ...proven, group: 'gone' }).kind, 'proven', 'it has those of the tenant');
  }
  const asleep = { evidence: [at(http, long)] };
  for (const group of ['gone', '__proto__', 'constructor'])
    assert.equal(standingIn({ ...asleep, group }).kind, 'left-behind', group);
  assert.equal(standingIn(asleep).kind, 'left-behind');
});

test('the ports that a scheme has are left out, and plain HTTP needs no trust anchor', () => {
  const agent = 'FusionInventory-Agent_v2.6';
  const at443 = explain({ kind: 'foreign', addresses: ['https://a.example:443'], agent });
  assert.equal(at443.repoint?.lines[0], 'server = https://a.example/ocsinventory');
  const plain = explain({ kind: 'foreign', addresses: ['http://a.example:80'], agent });
  assert.deepEqual(plain.repoint?.lines, ['server = http://a.example/ocsinventory']);
  assert.doesNotMatch(plain.remedy, /anchor/);
});

test('a foreign agent of an unknown kind, or without an address to go to, has a remedy, too', () => {
  const unknown = explain({ kind: 'foreign', addresses: ['https://a.example:443'], agent: 'curl/8' });
  assert.equal(unknown.repoint, undefined);
  assert.match(unknown.remedy, /https:\/\/a\.example:443/);
  assert.match(explain({ kind: 'foreign', addresses: [], agent: '' }).remedy, /Retire/);
});
