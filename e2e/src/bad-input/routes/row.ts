import type { Asked } from '../ask.ts';
import type { Scene } from '../scene.ts';

/** One bad request with the one refusal that it must get. */
export interface RouteRow {
  /** As the OpenAPI document names it: `POST /tenants/{name}/site`. */
  readonly route: string;
  readonly says: string;
  readonly asked: Asked;
  readonly status: number;
  readonly code: string;
  /** Code of a finding that must be among the details. */
  readonly finding?: string | undefined;
}

export type RouteRows = (scene: Scene) => readonly RouteRow[];

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly finding?: string;
}

export const invalid: Refused = { status: 400, code: 'REQUEST_INVALID' };
export const signedOut: Refused = { status: 401, code: 'SIGNED_OUT' };
export const refused = (status: number, code: string, finding?: string): Refused => ({
  status,
  code,
  ...(finding !== undefined && { finding }),
});

type Input = Partial<Omit<Asked, 'method'>>;

type Row = readonly [input: Input, refused: Refused];

/** A row for each of some values, under their names. */
export function each<Value>(
  values: Readonly<Record<string, Value>>,
  row: (value: Value) => Row,
  prefix = '',
): Record<string, Row> {
  return Object.fromEntries(Object.entries(values).map(([says, value]) => [`${prefix}${says}`, row(value)]));
}

/** Rows of one route; what they leave out is the path of the route itself. */
export function rowsOf(route: string, rows: Readonly<Record<string, Row>>): RouteRow[] {
  const [method = '', path = ''] = route.split(' ');
  return Object.entries(rows).map(([says, [input, { status, code, finding }]]) => ({
    route,
    says,
    asked: { method, path, ...input },
    status,
    code,
    finding,
  }));
}
