export interface License {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** Put in by the build, from the lockfile. */
declare const LICENSES: readonly License[];

/** Of what the product is shipped with. */
export const licenses = LICENSES;
