import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

export interface Finding {
  readonly id: string;
  /** OK, INFO, LOW, MEDIUM, HIGH, CRITICAL; WARN where testssl.sh could not find out. */
  readonly severity: string;
  readonly finding: string;
}

export interface ScanTarget {
  readonly hostname: string;
  readonly port: number;
  /** File with the anchor to judge the chain by, PEM. */
  readonly anchorFile: string;
  /** File that testssl.sh is to write; must not be there yet. */
  readonly reportFile: string;
}

/**
 * Protocols, ciphers by strength and for forward secrecy, the server's preferences, the server's defaults with the
 * certificate, HTTP headers, vulnerabilities. Left out are the simulation of named clients and lists of every cipher,
 * which judge nothing.
 */
const CHECKS = ['-p', '-s', '-f', '-P', '-S', '-h', '-U'];
/** Asks nobody but the target on this machine. */
const NO_NETWORK = ['--ip', '127.0.0.1', '--nodns', 'none'];
const QUIET = ['--quiet', '--color', '0', '--warnings', 'off'];
/** It takes half a minute on two cores at rest. */
const SCAN_LIMIT_MS = 600_000;
/** Below are the counts of its findings; from here on it says why it did not test (testssl.1, EXIT STATUS). */
const FIRST_FAILURE_CODE = 242;

/** Has testssl.sh look at a target. @throws when it did not get through all its checks in time */
export async function scan({ hostname, port, anchorFile, reportFile }: ScanTarget): Promise<Finding[]> {
  const trust = ['--add-ca', anchorFile];
  const options = [...QUIET, ...NO_NETWORK, ...trust, '--jsonfile', reportFile, ...CHECKS];
  // It is a script of many processes: a group of its own ends as one.
  const child = spawn('testssl', [...options, `${hostname}:${port}`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const limit = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGTERM'), SCAN_LIMIT_MS);
  const [code] = await ended.finally(() => clearTimeout(limit));
  if (code === null || code >= FIRST_FAILURE_CODE)
    throw new Error(`testssl.sh ended with ${code}:\n${(await said).join('')}`);
  return JSON.parse(await readFile(reportFile, 'utf8')) as Finding[];
}
