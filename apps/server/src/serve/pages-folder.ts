import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the console's build wrote, whether or not it was run. */
export function pagesFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve('@causeway/console/index.html')));
}
