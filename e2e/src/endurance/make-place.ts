import { Installation } from '../constellation/installation.ts';
import { Namespace } from '../constellation/namespace.ts';
import { SmallDisk } from '../constellation/small-disk.ts';

/** An installation, and the network and the disk that an endpoint server is given. */
export interface EndurancePlace extends AsyncDisposable {
  readonly installation: Installation;
  readonly namespace: Namespace;
  readonly disk: SmallDisk;
  readonly stateFolder: string;
}

/** @returns why there is none, where there is no right to make it */
export async function makePlace(diskBytes: number): Promise<EndurancePlace | string> {
  await using parts = new AsyncDisposableStack();
  const namespace = Namespace.make();
  if (namespace === undefined) return 'needs the right to make network namespaces (root on Linux)';
  parts.use(namespace);
  const installation = parts.use(await Installation.start());
  const stateFolder = installation.folder.file('branch');
  const disk = SmallDisk.mount(stateFolder, diskBytes);
  if (disk === undefined) return 'needs the right to mount a tmpfs (root on Linux)';
  parts.use(disk);
  const kept = parts.move();
  return {
    ...{ installation, namespace, disk, stateFolder },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}
