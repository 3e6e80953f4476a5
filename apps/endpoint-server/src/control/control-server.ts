import { chmod, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CausewayError, type ErrorDocument, httpStatuses } from '@causeway/errors';
import { Compile } from 'typebox/compile';
import { endpointServerErrors } from '../errors.ts';
import type { LocalChanges } from '../local/local-changes.ts';
import { ApplyRequest, LocalRequest } from '../local/local-request.ts';
import { type ApplyLine, controlPaths, type EndpointStatus } from './control-messages.ts';

export interface ControlActions {
  readonly status: () => Promise<EndpointStatus>;
  readonly local: Pick<LocalChanges, 'test' | 'apply'>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
}

/** Three files of the largest size, in base64. */
const MAX_REQUEST_BYTES = 2 * 1024 * 1024;

const localRequest = Compile(LocalRequest);
const applyRequest = Compile(ApplyRequest);

/**
 * The way in for the configuration tool: HTTP over a socket that its owner alone may open. Whoever may lock the state
 * folder may replace the socket in it.
 * @throws CONTROL_SOCKET_UNUSABLE
 */
export async function openControl(path: string, actions: ControlActions): Promise<AsyncDisposable> {
  const server = createServer((request, response) => void answer(request, response, actions));
  const isFile = !path.startsWith('\\\\.\\pipe\\');
  try {
    // A killed process leaves it behind.
    if (isFile) await rm(path, { force: true });
    await listen(server, path);
    if (isFile) await chmod(path, 0o600);
  } catch (cause) {
    server.close();
    const seen = cause instanceof Error ? cause.message : path;
    throw endpointServerErrors.error('CONTROL_SOCKET_UNUSABLE', { seen, cause });
  }
  return {
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, path: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(path, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  actions: ControlActions,
): Promise<void> {
  // Whoever asked may be gone before the answer is.
  response.on('error', () => {});
  try {
    await route(request, response, actions);
  } catch (error) {
    const document = documentOf(error);
    if (response.headersSent) response.end(`${JSON.stringify({ error: document } satisfies ApplyLine)}\n`);
    else answerJson(response, { error: document }, httpStatuses[document.kind]);
  }
}

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  { status, local, metrics }: ControlActions,
): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case `GET ${controlPaths.status}`:
      return answerJson(response, await status());
    case `GET ${controlPaths.metrics}`: {
      const { contentType, text } = await metrics();
      response.writeHead(200, { 'content-type': contentType });
      response.end(text);
      return;
    }
    case `POST ${controlPaths.test}`:
      return answerJson(response, { findings: await local.test(await readJson(request, localRequest)) });
    case `POST ${controlPaths.apply}`:
      return apply(await readJson(request, applyRequest), response, local);
    default:
      throw endpointServerErrors.error('CONTROL_REQUEST_INVALID', {
        seen: `${request.method} ${request.url}`,
      });
  }
}

/** Each line as soon as it is known. Whoever hangs up does not stop the change. */
async function apply(
  asked: ApplyRequest,
  response: ServerResponse,
  local: ControlActions['local'],
): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  const write = (line: ApplyLine) => response.write(`${JSON.stringify(line)}\n`);
  const kept = await local.apply(asked, (progress) => write({ progress }));
  write({ kept });
  response.end();
}

/** A schema that was compiled once. */
interface Compiled<Value> {
  Check(value: unknown): value is Value;
}

/** @throws CONTROL_REQUEST_INVALID */
async function readJson<Value>(request: IncomingMessage, schema: Compiled<Value>): Promise<Value> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_REQUEST_BYTES) throw invalid(`more than ${MAX_REQUEST_BYTES} bytes`);
    chunks.push(chunk);
  }
  const value = parse(Buffer.concat(chunks).toString('utf8'));
  if (schema.Check(value)) return value;
  throw invalid('JSON of another form');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('text that is no JSON', cause);
  }
}

function invalid(seen: string, cause?: unknown): Error {
  return endpointServerErrors.error('CONTROL_REQUEST_INVALID', { seen, cause });
}

function documentOf(error: unknown): ErrorDocument {
  if (error instanceof CausewayError) return error.toDocument();
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'fault', code: 'FAULT', message };
}

function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}
