/** What one hop says in a Forwarded field (RFC 7239); names in lower case. */
export type ForwardedElement = ReadonlyMap<string, string>;

/** name=value with a token or a quoted string (RFC 7239 section 4), and what may come after it. */
const PAIR = /\s*([!#$%&'*+.^_`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([!#$%&'*+.^_`|~\w:[\]-]*))\s*([;,]|$)/y;

/** The hops in their order; undefined when it cannot be read. */
export function parseForwarded(field: string): ForwardedElement[] | undefined {
  const elements: Map<string, string>[] = [new Map()];
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < field.length) {
    const [, name = '', quoted, token = '', end] = PAIR.exec(field) ?? [];
    const element = elements.at(-1);
    if (name === '' || element?.has(name.toLowerCase())) return undefined;
    element?.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? token);
    if (end === ',') elements.push(new Map());
    if (end === '') break;
  }
  return elements;
}
