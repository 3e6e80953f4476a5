import { type Static, Type } from 'typebox';
import { Milliseconds, Nullable } from './primitives.ts';

const Text = Type.String();
const item = { name: Text, version: Text, publisher: Text, architecture: Text, source: Text };

/** An entry of the catalog. */
export const SoftwareView = Type.Object({
  id: Type.Integer(),
  ...item,
  installations: Type.Integer({ description: 'computers that have it, archived ones left out' }),
  firstSeenAt: Milliseconds,
});
export type SoftwareView = Static<typeof SoftwareView>;

export const InstallationView = Type.Object({
  computerId: Type.Integer(),
  computerName: Text,
  softwareId: Type.Integer(),
  ...item,
  sizeBytes: Nullable(Type.Integer()),
  installedAt: Nullable(Milliseconds),
  since: Milliseconds,
});
export type InstallationView = Static<typeof InstallationView>;
