import { type ClientState, readConfig } from './client-state.ts';

/** What a client says of itself when it is asked: all that it knows, but for its keys and the certificates it trusts. */
export function diagnosticsOf(
  state: ClientState,
  about: {
    readonly version: string;
    readonly at: number;
    readonly platform: Readonly<Record<string, unknown>>;
  },
) {
  const {
    privateKeyPem: _own,
    otherKeysPem,
    comingKey,
    current,
    candidate,
    lastGood,
    ways,
    ...plain
  } = state;
  return {
    format: 1,
    ...about,
    client: {
      ...plain,
      ...{ otherKeys: otherKeysPem.length, hasComingKey: comingKey !== null },
      current: revisionOf(current),
      candidate: revisionOf(candidate),
      lastGood: revisionOf(lastGood),
      ways: Object.entries(ways).map(([address, { anchorsPem, ...way }]) => ({
        ...{ address, anchors: anchorsPem.length },
        ...way,
      })),
    },
  };
}

function revisionOf(file: string | null): number | null {
  return readConfig(file)?.revision ?? null;
}
