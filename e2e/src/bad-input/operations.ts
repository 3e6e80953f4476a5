import type { Questioner } from './ask.ts';

export interface Operation {
  readonly method: string;
  /** Below `/api/v1`, with its `{parameters}`. */
  readonly path: string;
  readonly isPublic: boolean;
  /** What its body may have, each with its JSON type where it has one. */
  readonly properties: readonly (readonly [name: string, type: string | undefined])[];
}

interface Described {
  readonly security?: readonly unknown[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: Properties } }>>;
  };
}

type Properties = Readonly<Record<string, { readonly type?: string }>>;

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

const PREFIX = '/api/v1';
const PUBLIC = new Set([`${PREFIX}/health`]);

/** Every operation of the OpenAPI document that the server gives out. */
export async function operationsOf(questioner: Questioner): Promise<Operation[]> {
  const { paths } = await questioner.must<Document>('GET', '/openapi.json');
  // /metrics is no part of the API: it answers figures, and its refusals are tested beside it.
  const ofApi = Object.entries(paths).filter(([path]) => path.startsWith(PREFIX));
  return ofApi.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, requestBody }]) => ({
      method: method.toUpperCase(),
      path: path.slice(PREFIX.length),
      isPublic: security?.length === 0 || PUBLIC.has(path),
      properties: Object.entries(requestBody?.content['application/json']?.schema.properties ?? {}).map(
        ([name, schema]) => [name, schema.type],
      ),
    })),
  );
}

/** `POST /tenants/{name}/site`: how rows name an operation. */
export function nameOf({ method, path }: Pick<Operation, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
