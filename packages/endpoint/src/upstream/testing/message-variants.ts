/** The same message with a field that nobody knows in every one of its objects but in maps, whose members are data. */
export function withUnknownFields(message: object, maps: readonly string[]): object {
  return widen(message, [], maps) as object;
}

/** Each of the messages that lack one field which is not optional, by the path of that field. */
export function withoutEachField(message: object, optional: readonly string[]): Map<string, object> {
  const required = pathsOf(message, []).filter((path) => !optional.some((one) => matches(one, path)));
  return new Map(required.map((path) => [path.join('/'), without(message, path)]));
}

/** The paths of `optional` that name the members of a map. */
export function mapsAmong(optional: readonly string[]): string[] {
  return optional.filter((path) => path.endsWith('/*')).map((path) => path.slice(0, -2));
}

function widen(value: unknown, path: readonly string[], maps: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => widen(one, [...path, '*'], maps));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => [name, widen(one, [...path, name], maps)]);
  const isMap = maps.some((map) => matches(map, path));
  return Object.fromEntries(isMap ? fields : [...fields, ['ofALaterVersion', { and: ['more'] }]]);
}

/** Of the fields of all objects, in all members of arrays. */
function pathsOf(value: unknown, path: readonly string[]): string[][] {
  if (Array.isArray(value)) return value.flatMap((one, index) => pathsOf(one, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [[...path, name], ...pathsOf(one, [...path, name])]);
}

function without(message: object, path: readonly string[]): object {
  const copy: unknown = structuredClone(message);
  let holder = copy as Record<string, unknown>;
  // Each step but the last leads to an object or an array: `pathsOf` went there.
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string, unknown>;
  delete holder[path.at(-1) ?? ''];
  return copy as object;
}

function matches(pattern: string, path: readonly string[]): boolean {
  const steps = pattern.split('/');
  return steps.length === path.length && steps.every((step, at) => step === '*' || step === path[at]);
}
