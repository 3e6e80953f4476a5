import type { ConfiguredServer } from '@causeway/config-file';
import type { Address } from '@causeway/contract';
import { createTestCa, type TestCa } from '@causeway/testkit';
import { anchorOf, HTTP, HTTPS, Scene, serverOf } from './scene.ts';

/** One of several endpoint servers of a tenant. */
export interface Place {
  readonly id: string;
  readonly https: Address;
  readonly http: Address;
}

/** The first is where scenes enroll. */
export function placeOf(number: number): Place {
  const id = `0191f0c2-5a4e-7b6a-9c1d-${String(number).padStart(12, '0')}`;
  if (number === 1) return { id, https: HTTPS, http: HTTP };
  const hostname = `es${number}.localhost`;
  return { id, https: `https://${hostname}:8443`, http: `http://${hostname}:8080` };
}

/** One CA behind all of them, for as long as no test needs another. */
const ca = createTestCa();

/** As a file names it: HTTPS and HTTP. */
export function configured({ id, https, http }: Place): ConfiguredServer {
  return serverOf(id, [https, http], [anchorOf(ca)]);
}

export function publishServers(scene: Scene, servers: readonly ConfiguredServer[], ...cas: TestCa[]): void {
  scene.publisher.publish(servers, [ca, ...cas].map(anchorOf));
}

/** It answers at both of its addresses. */
export function open({ network, endpoint }: Scene, { https, http }: Place): void {
  network.listeners.set(http, { handle: endpoint.handle });
  network.listeners.set(https, { handle: endpoint.handle, anchorPem: ca.certificatePem });
}

/** Nothing answers there any more. */
export function close({ network }: Scene, { https, http }: Place): void {
  for (const address of [https, http]) network.listeners.delete(address);
}

/** A client that enrolled at the first of these, over HTTP, and took up a file that names them all in this order. */
export async function scatteredScene(places: readonly Place[]): Promise<Scene> {
  const scene = new Scene();
  for (const place of places) open(scene, place);
  await scene.enroll();
  publishServers(scene, places.map(configured));
  await scene.poll();
  scene.network.takeLog();
  scene.endpoint.taken.length = 0;
  return scene;
}

/** Hosts that were dialed, each once, in order. */
export function hostsIn(log: readonly string[]): string[] {
  return [...new Set(log.map((line) => new URL(line.split(' ')[1] ?? '').hostname))];
}
