import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api/api.ts';
import { answerNotFound } from '../api/errors-to-http.ts';
import { provisioningErrors } from '../errors.ts';
import { pageHeaders } from './page-headers.ts';

/** Where a page's document has the nonce of the answer. */
const NONCE = '%NONCE%';
const NONCE_BYTES = 16;
const NO_PAGES = ['/api/', '/metrics'];

/**
 * The pages: files whose names change with their content, and one document for every other address, which finds the
 * page by itself. `folder` is what the console's build wrote.
 */
export async function addPages(app: Api, folder: string): Promise<void> {
  const document = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (document !== undefined) await addFiles(app, folder);
  app.get('/*', { schema: { hide: true }, config: { isPublic: true } }, async (request, reply) => {
    if (NO_PAGES.some((prefix) => request.url.startsWith(prefix))) return answerNotFound(request, reply);
    if (document === undefined) throw provisioningErrors.error('PAGES_NOT_BUILT', { seen: folder });
    return sendDocument(request, reply, document);
  });
}

async function addFiles(app: Api, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    decorateReply: false,
  });
}

async function sendDocument(_request: FastifyRequest, reply: FastifyReply, document: string) {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  return reply
    .headers(pageHeaders(nonce))
    .type('text/html; charset=utf-8')
    .send(document.replaceAll(NONCE, nonce));
}
