import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  compareIdentities,
  identityOf,
  isClaimOf,
  isSameMachine,
  type MachineIdentity,
  machineKeyOf,
} from './machine-identity.ts';

const nobody: MachineIdentity = { hostname: null, uuid: null, serialNumber: null, macs: [] };

test('what firmware has that was never told identifies nothing', () => {
  const serials = [
    '',
    '0',
    '0000000',
    'To be filled by O.E.M.',
    'None',
    'Not Specified',
    'Default string',
    'System Serial Number',
  ];
  for (const serialNumber of serials)
    assert.equal(identityOf({ hardware: { serialNumber } }).serialNumber, null, serialNumber);
  const uuids = [
    '00000000-0000-0000-0000-000000000000',
    'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
    '03000200-0400-0500-0006-000700080009',
    'x',
  ];
  for (const uuid of uuids) assert.equal(identityOf({ hardware: { uuid } }).uuid, null, uuid);
  const macs = ['00:00:00:00:00:00', '02:42:ac:11:00:02', 'fe:ed:00:00:00:01', 'no'];
  for (const mac of macs)
    assert.deepEqual(identityOf({ networkInterfaces: [{ name: 'eth0', mac }] }).macs, [], mac);
});

test('the address of a real or virtual card identifies; that of a bridge does not', () => {
  const networkInterfaces = [
    { name: 'eth0', mac: '00:16:3E:00:00:01' },
    { name: 'ens3', mac: '52:54:00:12:34:56' },
    { name: 'br0', mac: '00:16:3e:00:00:02', isVirtual: true },
  ];
  assert.deepEqual(identityOf({ networkInterfaces }).macs, ['00:16:3e:00:00:01', '52:54:00:12:34:56']);
});

test('of a machine that claims fifty thousand cards, a few are enough', () => {
  const networkInterfaces = Array.from({ length: 50_000 }, (_, index) => ({
    name: `eth${index}`,
    mac: `00:16:3e:${index.toString(16).padStart(6, '0').match(/../g)?.join(':')}`,
  }));
  assert.equal(identityOf({ networkInterfaces }).macs.length, 64);
});

test('a machine that got another name, card or mainboard is the same; one that shares nothing is another', () => {
  const anna = { ...nobody, hostname: 'anna', uuid: 'u1', serialNumber: 's1', macs: ['m1', 'm2'] };
  for (const later of [
    { ...anna, hostname: 'bert' },
    { ...anna, macs: ['m9'] },
    { ...anna, uuid: 'u2', serialNumber: null },
  ])
    assert.ok(isSameMachine(anna, later));
  const clone = { ...nobody, hostname: 'anna', uuid: 'u9', serialNumber: 's9', macs: ['m9'] };
  assert.ok(!isSameMachine(anna, clone));
  const docked = { ...clone, macs: ['m1'] };
  assert.ok(!isSameMachine(anna, docked), 'a dock goes from one to the other');
  assert.equal(compareIdentities(anna, { ...anna, uuid: null, macs: [] }).shared, 'serial number s1');
});

test('where nothing tells machines apart, the hostname does', () => {
  assert.ok(isSameMachine({ ...nobody, hostname: 'a' }, { ...nobody, hostname: 'a' }));
  assert.ok(!isSameMachine({ ...nobody, hostname: 'a' }, { ...nobody, hostname: 'b' }));
});

test('a hostname alone is no claim on a machine of which more is known', () => {
  const anna = { ...nobody, hostname: 'anna', uuid: 'u1', macs: ['m1'] };
  const named = { ...nobody, hostname: 'anna' };
  assert.ok(isSameMachine(anna, named) && !isClaimOf(anna, named));
  assert.ok(!isClaimOf(anna, { ...named, serialNumber: 's1' }), 'nor with something that cannot be compared');
  assert.ok(isClaimOf(anna, { ...anna, hostname: 'bert', macs: [] }));
  assert.ok(isClaimOf(named, anna) && isClaimOf(named, named));
  assert.ok(!isClaimOf(named, { ...anna, hostname: 'bert' }));
});

test('it is the same from either side, and a machine is itself', () => {
  const text = fc.option(fc.constantFrom('a', 'b'));
  const identity = fc.record({
    hostname: text,
    uuid: text,
    serialNumber: text,
    macs: fc.uniqueArray(fc.constantFrom('m1', 'm2', 'm3')),
  });
  fc.assert(
    fc.property(identity, identity, (one, other) => {
      assert.equal(isSameMachine(one, other), isSameMachine(other, one));
      assert.ok(isSameMachine(one, one));
      assert.equal(machineKeyOf(one), machineKeyOf({ ...one }));
    }),
  );
});
