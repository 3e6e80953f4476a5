import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInterfaces } from './network-interfaces.ts';
import { readIfconfig, readIpAddresses, readNetAddresses } from './temporary-addresses.ts';

const wired = {
  ...{ iface: 'eth0', ifaceName: 'eth0', mac: '00:1A:2B:3C:4D:5E', internal: false, virtual: false },
  ...{ operstate: 'up', type: 'wired', speed: 1_000, default: true },
} as const;

test('interfaces with all of their addresses, sorted, without those of a day and of the link alone', () => {
  const found = readInterfaces({
    interfaces: [
      wired,
      { ...wired, iface: 'wlan0', ifaceName: 'Wi-Fi', mac: '', type: 'wireless', speed: 866, default: false },
      ...['lo', 'veth12ab', 'docker0', 'br-0123456789ab', 'virbr0', 'utun3'].map((iface) => ({
        ...wired,
        iface,
      })),
      { ...wired, iface: 'loopback', internal: true },
    ],
    addresses: {
      eth0: ['2001:db8::2', '192.0.2.7', '192.0.2.10', '2001:db8::beef', 'fe80::1%eth0'].map((address) => ({
        address,
      })),
    },
    temporary: new Set(['2001:db8::beef']),
    gateway: '192.0.2.1',
  });
  assert.deepEqual(found, [
    {
      ...{ name: 'eth0', mac: '00:1a:2b:3c:4d:5e', kind: 'wired', status: 'up', speedMbps: 1_000 },
      ...{ isVirtual: false, ips: ['192.0.2.10', '192.0.2.7', '2001:db8::2'], gateway: '192.0.2.1' },
    },
    { name: 'wlan0', description: 'Wi-Fi', kind: 'wireless', status: 'up', isVirtual: false },
  ]);
});

test('addresses of a day are told apart on each system', () => {
  const linux = [
    {
      ifname: 'eth0',
      addr_info: [
        { family: 'inet6', local: '2001:db8::beef', temporary: true },
        { family: 'inet6', local: '2001:db8::2', mngtmpaddr: true },
      ],
    },
    { ifname: 'eth1' },
  ];
  assert.deepEqual([...readIpAddresses(JSON.stringify(linux))], ['2001:db8::beef']);
  const mac = [
    'en0: flags=8863<UP> mtu 1500',
    '\tinet6 fe80::1%en0 prefixlen 64 secured scopeid 0x4',
    '\tinet6 2001:db8::2 prefixlen 64 autoconf secured',
    '\tinet6 2001:db8::beef prefixlen 64 autoconf temporary',
  ].join('\n');
  assert.deepEqual([...readIfconfig(mac)], ['2001:db8::beef']);
  assert.deepEqual([...readNetAddresses([{ IPAddress: 'fe80::1%7' }])], ['fe80::1']);
});
