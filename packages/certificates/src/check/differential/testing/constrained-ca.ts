import type { TestCa } from '@causeway/testkit';
import { explicit, implicit, objectIdentifier, sequence, set, utf8String } from '../../../der/write-der.ts';
import { extension, nameConstraints } from '../../../issue/extensions.ts';
import { root } from './chain-case.ts';

/** A text is a dNSName, bytes are a GeneralName as it is. */
export type Name = string | Uint8Array;

/** GeneralNames of the other forms (RFC 5280 section 4.2.1.6). */
export const email = (name: string): Buffer => implicit(1, Buffer.from(name));
export const uri = (name: string): Buffer => implicit(6, Buffer.from(name));
export const address = (...bytes: readonly number[]): Buffer => implicit(7, Buffer.from(bytes));
export const organization = (name: string): Buffer =>
  explicit(4, sequence(set(sequence(objectIdentifier('2.5.4.10'), utf8String(name)))));

export function constrainedCa(permitted: readonly Name[], excluded: readonly Name[] = []): TestCa {
  return root.intermediate({ name: 'Constrained', extensions: [nameConstraints(permitted, excluded)] });
}

/** With name constraints as no CA should write them. */
export function oddlyConstrainedCa(...content: readonly Uint8Array[]): TestCa {
  const constraints = extension('2.5.29.30', sequence(...content), 'critical');
  return root.intermediate({ name: 'Odd', extensions: [constraints] });
}
