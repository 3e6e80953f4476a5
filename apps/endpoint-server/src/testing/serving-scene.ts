import type { Address } from '@causeway/contract';
import { freePorts, TemporaryFolder } from '@causeway/testkit';
import { httpListener, offerOf, siteOn } from './offers.ts';
import { RunningEndpoint } from './running-endpoint.ts';
import { TestPlatform } from './test-platform.ts';

/** A platform, and where an endpoint server of it may run. */
export interface Scene {
  readonly platform: TestPlatform;
  readonly folder: TemporaryFolder;
  readonly port: number;
  readonly address: Address;
  open(): RunningEndpoint;
}

export async function openScene(stack: AsyncDisposableStack): Promise<Scene> {
  const platform = stack.use(await TestPlatform.serve());
  const folder = stack.use(await TemporaryFolder.make());
  const [port = 0] = await freePorts(1);
  const open = () => stack.use(new RunningEndpoint(folder, siteOn(port), platform));
  return { platform, folder, port, address: `http://dmz.localhost:${port}`, open };
}

/** Joined, authorized and serving HTTP. */
export async function openServing(
  stack: AsyncDisposableStack,
): Promise<Scene & { readonly endpoint: RunningEndpoint }> {
  const scene = await openScene(stack);
  const { platform, port, address, open } = scene;
  const endpoint = open();
  await endpoint.until('waiting');
  platform.state = 'authorized';
  platform.offer = offerOf(1, [httpListener(port)]);
  await platform.publish([address]);
  await endpoint.until('serving');
  await endpoint.until('proven');
  await endpoint.untilTrue(
    async () => (await endpoint.control.status()).revision === 2,
    'handing out revision 2',
  );
  return { ...scene, endpoint };
}
