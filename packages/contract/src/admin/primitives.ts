import { type TSchema, Type } from 'typebox';
import { bindings } from '../listener.ts';

/** Longest text that an admin's free words may have: a reason, a title. */
const MAX_WORDS = 500;

export const Name = Type.String({
  minLength: 1,
  maxLength: 63,
  description: 'lower-case letters, digits and hyphens; starts with a letter or digit',
});
export const Words = Type.String({ minLength: 1, maxLength: MAX_WORDS });
export const Milliseconds = Type.Number({ description: 'milliseconds since 1970-01-01T00:00:00Z' });
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
export const BindingSchema = Type.Enum([...bindings]);
/** A value that is judged by the domain, which answers with its own code: a port, a hostname. */
export const PortNumber = Type.Number({ description: 'TCP port, 1 to 65535' });
export const Hostname = Type.String({ maxLength: 1000, description: 'fully qualified domain name' });
/** PEM text; the limit of one file is judged by certificates. */
export const Pem = Type.String({ maxLength: 12_000_000 });
/** Bytes of a file, as long as PEM may be (RFC 4648 section 4: four characters for three bytes). */
export const Base64 = Type.String({
  maxLength: 16_000_000,
  pattern: '^[A-Za-z0-9+/]*={0,2}$',
  contentEncoding: 'base64',
  description: 'a file in base64',
});

const ERROR_KINDS = ['input', 'access', 'not-found', 'conflict', 'trust', 'unavailable', 'fault'] as const;

export const ErrorBody = Type.Object(
  {
    error: Type.Object({
      kind: Type.Enum(ERROR_KINDS),
      code: Type.String(),
      message: Type.String(),
      seen: Type.Optional(Type.String()),
      expected: Type.Optional(Type.String()),
      hint: Type.Optional(Type.String()),
      details: Type.Optional(Type.Unknown()),
      retryAfterSeconds: Type.Optional(Type.Number()),
    }),
  },
  { description: 'what was seen, what was expected, and the remedy' },
);
