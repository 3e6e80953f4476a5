import type { TSchema } from 'typebox';

/** The properties of an object schema by name; none for any other. */
export function propertiesOf(schema: TSchema): Readonly<Record<string, TSchema>> {
  // TypeBox's own shape of `Type.Object`; TSchema says nothing about it.
  return (schema as { properties?: Record<string, TSchema> }).properties ?? {};
}
