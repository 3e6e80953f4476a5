import { createServer } from 'node:net';
import { type Finding, finding } from '../check/finding.ts';

/** Listens for a moment on every address of the machine, and says why that fails. */
export async function checkPortFree(port: number): Promise<Finding[]> {
  const error = await tryToListen(port);
  return error === undefined ? [] : explainPortError(port, error);
}

/** What a refusal to listen means for an admin. */
export function explainPortError(port: number, error: NodeJS.ErrnoException): Finding[] {
  if (error.code === 'EACCES') {
    return [
      finding(
        'error',
        'PORT_PRIVILEGED',
        `port ${port}: no permission`,
        'a port that this process may listen on',
        'Use a port of 1024 or above, or give the service the right to low ports (CAP_NET_BIND_SERVICE).',
      ),
    ];
  }
  if (error.code === 'EADDRINUSE') {
    return [
      finding(
        'error',
        'PORT_TAKEN',
        `port ${port} is in use by another program`,
        'a free port',
        `Stop the program that listens on port ${port}, or choose another port.`,
      ),
    ];
  }
  return [
    finding(
      'error',
      'PORT_UNUSABLE',
      `port ${port}: ${error.message}`,
      'a port that can be listened on',
      'Choose another port.',
    ),
  ];
}

function tryToListen(port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
