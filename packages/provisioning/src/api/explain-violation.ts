import type { CausewayError } from '@causeway/errors';
import type { TSchema } from 'typebox';
import { provisioningErrors } from '../errors.ts';
import { propertiesOf } from './properties-of.ts';

/** What a schema check says of one place, as TypeBox gives it. */
export interface Violation {
  readonly keyword: string;
  /** JSON pointer (RFC 6901). */
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

export interface Checked {
  /** body, querystring, params or headers. */
  readonly part: string;
  readonly value: unknown;
  readonly schema: TSchema;
}

/** Longest text that is shown back; longer ones are counted. */
const SHOWN_LENGTH = 80;
/** What must not come back in an answer, be it wrong or right. */
const SECRET = /password|secret|token|key|pem/i;

/** The first thing that is wrong with a part of a request (makes the error; the caller throws). */
export function explainViolation(violations: readonly Violation[], checked: Checked): CausewayError {
  const [first] = violations;
  if (first === undefined) return provisioningErrors.error('REQUEST_INVALID', { seen: checked.part });
  return provisioningErrors.error('REQUEST_INVALID', describe(first, violations, checked));
}

function describe(
  { keyword, instancePath, params, message }: Violation,
  all: readonly Violation[],
  { part, value, schema }: Checked,
): { seen: string; expected: string } {
  const where = `${part}${instancePath.slice(0, SHOWN_LENGTH)}`;
  const seen = `${where}: ${describeValue(valueAt(value, instancePath), instancePath)}`;
  switch (keyword) {
    case 'required': {
      const missing = listOf(params, 'requiredProperties').join(', ');
      return { seen: `${where} without ${missing}`, expected: `${missing} in ${where}` };
    }
    // The schema of what is named nowhere.
    case 'boolean':
      return {
        seen: `${where}, which means nothing here`,
        expected: `nothing but ${Object.keys(propertiesOf(schema)).join(', ')}`,
      };
    case 'enum':
      return { seen, expected: `one of ${listOf(params, 'allowedValues').join(', ')}` };
    case 'const': {
      const allowed = all.filter((other) => other.keyword === 'const' && other.instancePath === instancePath);
      return {
        seen,
        expected: `one of ${allowed.flatMap((other) => listOf(other.params, 'allowedValue')).join(', ')}`,
      };
    }
    default:
      return { seen, expected: `${where} ${message}` };
  }
}

function listOf(params: object, name: string): string[] {
  const found: unknown = Object.entries(params).find(([key]) => key === name)?.[1];
  return [found].flat().map(String);
}

function describeValue(value: unknown, path: string): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (path === '' || SECRET.test(path)) return describeLength(value);
  const text = JSON.stringify(value);
  return text.length > SHOWN_LENGTH ? describeLength(value) : text;
}

function describeLength(value: unknown): string {
  return typeof value === 'string' ? `a text of ${[...value].length} characters` : `a ${typeof value}`;
}

function valueAt(value: unknown, path: string): unknown {
  const names = path.split('/').slice(1).map(unescapePointer);
  return names.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name)
        ? Object.getOwnPropertyDescriptor(at, name)?.value
        : undefined,
    value,
  );
}

function unescapePointer(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
