import { type Role, roles } from '@causeway/contract/admin';
import type { Asked } from './signed-in-api.ts';

type Method = Asked['method'];

export interface DescribedRoute {
  readonly method: Method;
  /** With its `{parameters}`. */
  readonly path: string;
  readonly summary: string;
  /** Undefined for what needs nobody to be signed in. */
  readonly role: Role | undefined;
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies Method[];

/** For tests: the routes of an OpenAPI document. HEAD goes with GET. */
export function routesOf(document: unknown): DescribedRoute[] {
  // The shape of every OpenAPI document, as far as it is read here.
  const { paths } = document as { paths: Record<string, Record<string, Record<string, unknown>>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .map(([method, described]) => ({ described, method: method.toUpperCase() }))
      .filter(({ method }) => METHODS.includes(method))
      .map(({ described, method }) => ({
        method: method as Method,
        path,
        summary: String(described.summary),
        role: roles.find((role) => role === described['x-role']),
      })),
  );
}
