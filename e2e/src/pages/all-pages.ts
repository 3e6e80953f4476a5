import { pathsOfPlatform, pathsOfProvisioning } from '@causeway/console/paths';
import type { FurnishedScene } from './furnished-scene.ts';

export interface ListedPage {
  /** Of the picture. */
  readonly name: string;
  readonly path: string;
}

/** What leads elsewhere is no page. */
const elsewhere: ReadonlySet<string> = new Set(['/', '/setup']);

/** Every page of provisioning, each with something to see on it. */
export async function pagesOfProvisioning(scene: FurnishedScene): Promise<ListedPage[]> {
  const patterns = pathsOfProvisioning().filter((pattern) => !elsewhere.has(pattern));
  return list(patterns, scene);
}

/** Every page of a tenant's platform. */
export async function pagesOfPlatform(scene: FurnishedScene): Promise<ListedPage[]> {
  return list(pathsOfPlatform(), scene);
}

function list(patterns: readonly string[], { examples }: FurnishedScene): ListedPage[] {
  return patterns.map((pattern) => ({
    name: pattern === '/' ? 'dashboard' : pattern.slice(1).replaceAll('/', '-').replaceAll('$', ''),
    path: pattern.replaceAll(/\$(\w+)/g, (_, name: string) => exampleOf(pattern, name, examples)),
  }));
}

/** A page that is new needs an example, or it would be looked at by nobody. */
function exampleOf(pattern: string, name: string, examples: FurnishedScene['examples']): string {
  const example = examples[pattern] ?? examples[name];
  if (example === undefined) throw new Error(`${pattern} has no example for ${name}`);
  return encodeURIComponent(example);
}
