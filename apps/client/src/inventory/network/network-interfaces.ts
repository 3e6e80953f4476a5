import { networkInterfaces as addressesByName, type NetworkInterfaceInfo } from 'node:os';
import {
  networkInterfaces as listInterfaces,
  networkGatewayDefault,
  type Systeminformation,
} from 'systeminformation';
import type { Collector, RowOf } from '../collector.ts';
import { knownCount, knownLabel, knownText, rowOf } from '../known.ts';
import { temporaryAddresses } from './temporary-addresses.ts';

type Interface = Pick<
  Systeminformation.NetworkInterfacesData,
  'iface' | 'ifaceName' | 'mac' | 'internal' | 'virtual' | 'operstate' | 'type' | 'speed' | 'default'
>;

interface NetworkSources {
  readonly interfaces: readonly Interface[];
  readonly addresses: Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'address'>[] | undefined>>;
  readonly temporary: ReadonlySet<string>;
  readonly gateway: string;
}

export const networkInterfaces: Collector = {
  name: 'networkInterfaces',
  async collect(tools) {
    const interfaces = [await tools.inTime(listInterfaces())].flat();
    const gateway = await tools.inTime(networkGatewayDefault());
    const temporary = await temporaryAddresses(tools);
    return {
      networkInterfaces: readInterfaces({ interfaces, gateway, temporary, addresses: addressesByName() }),
    };
  },
};

/** Ends of containers, virtual machines and tunnels, which come and go with them. */
const PASSING =
  /^(lo\d*$|veth|docker\d|br-[0-9a-f]{12}|virbr|vnet|cali|flannel|cni|lxc|lxdbr|podman|tap[0-9a-f]{6}|ifb|dummy|sit\d|ip6tnl|tunl\d|gre|erspan|utun|awdl|llw|anpi|ap\d|bridge\d|gif\d|stf\d)/;

export function readInterfaces({
  interfaces,
  addresses,
  temporary,
  gateway,
}: NetworkSources): RowOf<'networkInterfaces'>[] {
  const lasting = interfaces.filter(({ iface, internal }) => !internal && !PASSING.test(iface));
  return lasting.map((one) => {
    const all = addresses[one.iface]?.map(({ address }) => address.replace(/%.*$/, '')) ?? [];
    const ips = all.filter((ip) => !temporary.has(ip) && !ip.startsWith('fe80:')).sort();
    const isWireless = one.type === 'wireless';
    const mac = one.mac.toLowerCase();
    return rowOf<RowOf<'networkInterfaces'>>({
      name: one.iface,
      description: one.ifaceName === one.iface ? undefined : knownText(one.ifaceName),
      mac: /^[0-9a-f:]{17}$/.test(mac) && mac !== '00:00:00:00:00:00' ? mac : undefined,
      kind: knownLabel(one.type),
      status: knownLabel(one.operstate),
      // Over the air it is another with every packet.
      speedMbps: isWireless ? undefined : knownCount(one.speed),
      isVirtual: one.virtual,
      ips: ips.length === 0 ? undefined : ips,
      gateway: one.default ? knownText(gateway) : undefined,
    });
  });
}
