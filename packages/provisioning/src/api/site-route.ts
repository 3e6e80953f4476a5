import { SiteInfo } from '@causeway/contract/admin';
import type { FastifyRequest } from 'fastify';
import { answers } from './answers.ts';
import type { Api } from './create-app.ts';

/** What pages ask first, before anyone is signed in. */
export function addSiteRoute(routes: Api, describe: (request: FastifyRequest) => Promise<SiteInfo>): void {
  routes.get(
    '/site',
    { schema: { summary: 'Which site this is', security: [], response: answers(200, SiteInfo) } },
    describe,
  );
}
