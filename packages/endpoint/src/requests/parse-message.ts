import type { TSchema } from 'typebox';
import type { Validator } from 'typebox/compile';
import { endpointErrors } from '../errors.ts';

/** JSON as the schema wants it; what the schema does not name is let be. @throws MESSAGE_INVALID */
export function parseMessage<Schema extends TSchema, Message>(
  content: Uint8Array,
  validator: Validator<Record<string, never>, Schema, Message>,
): Message {
  return verifyMessage(parseJson(content), validator);
}

/** @throws MESSAGE_INVALID */
export function parseJson({ buffer, byteOffset, length }: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(buffer, byteOffset, length).toString('utf8'));
  } catch (cause) {
    throw endpointErrors.error('MESSAGE_INVALID', { seen: 'text that is no JSON', expected: 'JSON', cause });
  }
}

export function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** @throws MESSAGE_INVALID */
export function verifyMessage<Schema extends TSchema, Message>(
  message: unknown,
  validator: Validator<Record<string, never>, Schema, Message>,
): Message {
  if (validator.Check(message)) return message;
  const [first] = validator.Errors(message);
  throw endpointErrors.error('MESSAGE_INVALID', {
    seen: first?.instancePath || 'the message',
    expected: first?.message,
  });
}
