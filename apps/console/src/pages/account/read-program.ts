/** The first that fits: most browsers also call themselves what they are not. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg(A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

export interface Program {
  readonly name: string;
  readonly system?: string;
}

/** What a `User-Agent` says to a person: the browser and the system, or the first word as it is. */
export function readProgram(userAgent: string): Program {
  const name = firstIn(browsers, userAgent) ?? userAgent.split(' ', 1)[0] ?? '';
  const system = firstIn(systems, userAgent);
  return system === undefined ? { name } : { name, system };
}

function firstIn(known: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return known.find(([pattern]) => pattern.test(text))?.[1];
}
