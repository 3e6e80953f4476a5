/** A published file as clients are served it. */
export interface ServedConfig {
  readonly revision: number;
  readonly file: Buffer;
  readonly etag: string;
}

/** The files that an endpoint server has to hand out. */
export interface ServedFiles {
  /** The newest. */
  current(): Promise<ServedConfig | undefined>;
  /** The newest that this key signed. */
  signedBy(keyId: string): Promise<ServedConfig | undefined>;
}

export function toServedConfig({
  revision,
  file,
}: {
  readonly revision: number;
  readonly file: string;
}): ServedConfig {
  return { revision, file: Buffer.from(file), etag: `"r${revision}"` };
}
