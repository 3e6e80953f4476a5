import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';
import { explainViolation } from './explain-violation.ts';
import { propertiesOf } from './properties-of.ts';

/**
 * Checks each part of a request against its schema. A body is taken as it is: `null` and "false" are no booleans, or a
 * slip of the pen would switch things off. A query is text, so numbers are read from it, in plain digits alone.
 */
export const compileInput: FastifySchemaCompiler<TSchema> = ({ schema, httpPart = 'request' }) => {
  const checker = Compile(schema);
  return (given: unknown) => {
    const value = httpPart === 'body' ? given : Value.Default(schema, readTexts(schema, given));
    if (checker.Check(value)) return { value };
    return { error: explainViolation(checker.Errors(value), { part: httpPart, value, schema }) };
  };
};

function readTexts(schema: TSchema, given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const properties = propertiesOf(schema);
  return Object.fromEntries(
    Object.entries(given).map(([name, text]) => [
      name,
      readText(Object.hasOwn(properties, name) ? properties[name] : undefined, text),
    ]),
  );
}

function readText(schema: TSchema | undefined, text: unknown): unknown {
  const type = schema !== undefined && 'type' in schema ? schema.type : undefined;
  if (type === 'array') return Array.isArray(text) ? text : [text];
  if (typeof text !== 'string') return text;
  if ((type === 'integer' || type === 'number') && /^-?\d{1,15}(\.\d{1,15})?$/.test(text))
    return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
