import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { readLicenses } from './read-licenses.ts';

const root = join(import.meta.dirname, '..');
const output = join(root, 'dist');
/** What it is not worth to compress: an answer of one packet stays one. */
const SMALL_BYTES = 1024;
const COMPRESSIBLE = /\.(js|css|svg)$/;

await build({
  root,
  configFile: false,
  plugins: [react()],
  define: { LICENSES: JSON.stringify(await readLicenses(join(root, '..', '..'))) },
  logLevel: 'warn',
  build: {
    outDir: output,
    emptyOutDir: true,
    // The content security policy takes no scripts and no styles from within the document.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
});
await compressAll(join(output, 'assets'));

/** Once, when it is built, instead of with every answer. */
async function compressAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    if (!COMPRESSIBLE.test(name)) continue;
    const content = await readFile(file);
    if (content.length < SMALL_BYTES) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    await writeFile(`${file}.br`, brotliCompressSync(content, { params }));
    await writeFile(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
