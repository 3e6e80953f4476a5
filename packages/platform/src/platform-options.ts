import type { ClientId } from '@causeway/contract';
import type { CausewayError, ErrorDocument } from '@causeway/errors';
import type { ComputersPort } from '@causeway/inventory';
import type { FastifyRequest } from 'fastify';
import type { TProperties } from 'typebox';

export interface PlatformDeed {
  /** Noun and verb: `computer.archive`. */
  readonly action: string;
  /** Within the tenant. */
  readonly subject: string;
  /** What was asked besides, such as the reason. */
  readonly detail?: unknown;
}

/** What the platform's API stands on, wherever it is mounted. */
export interface PlatformOptions {
  /** Parameters of the path that it is mounted at, such as the name of the tenant. */
  readonly params: TProperties;
  /** Of the tenant that a request is about. */
  computersOf(request: FastifyRequest): Promise<ComputersPort>;
  /** Does the deed and puts it on record with how it ended. */
  record<Result>(request: FastifyRequest, deed: PlatformDeed, act: () => Promise<Result>): Promise<Result>;
  /** Takes a client out, of the tenant that a request is about: its machine reports under another id now. */
  retireClient(request: FastifyRequest, id: ClientId): Promise<void>;
  /** An error of any kind, with the status that it is answered with. */
  explain(error: Error | CausewayError): { readonly status: number; readonly document: ErrorDocument };
  /** As the client dialed it, whatever is in between: links are made of it, and passwords are taken over HTTPS alone. */
  schemeOf(request: FastifyRequest): 'http' | 'https';
  now(): number;
}
