import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatErrorsDocument } from './errors-documentation.ts';

/** Writes docs/errors.md anew: `node e2e/src/write-errors-documentation.ts`. */
writeFileSync(join(import.meta.dirname, '..', '..', 'docs', 'errors.md'), formatErrorsDocument());
