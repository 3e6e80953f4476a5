import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { createTestCa } from '@causeway/testkit';
import { endpointScript } from '../constellation/commands.ts';
import { ensureDebianPackage } from '../constellation/debian-package.ts';
import { until } from '../demo/until.ts';
import { BRANCH, BranchScene, LIMIT_MS } from './branch-scene.ts';

const missing = ensureDebianPackage('tmux', 'tmux');
const cannot = missing !== undefined && process.env.CI !== 'true' ? missing : false;

/** A terminal with a program in it, as a person sees it. */
class Screen implements Disposable {
  readonly #server = `causeway-${process.pid}`;

  constructor(command: readonly string[]) {
    const size = ['-x', '200', '-y', '60'];
    this.#tmux(
      'new-session',
      '-d',
      '-s',
      'main',
      ...size,
      `${command.map((part) => `'${part}'`).join(' ')}; sleep 600`,
    );
  }

  /** Types an answer once the question is there. */
  async answer(question: string, text: string): Promise<void> {
    await this.shows(question);
    this.#tmux('send-keys', '-t', 'main', '-l', text);
    this.#tmux('send-keys', '-t', 'main', 'Enter');
    await until(
      `the answer to ${question}`,
      LIMIT_MS,
      async () => this.#lastLines(),
      (lines) => !lines.trimEnd().endsWith(question),
    );
  }

  async shows(text: string): Promise<string> {
    return until(
      `"${text}" on the screen`,
      LIMIT_MS,
      async () => this.text,
      (shown) => shown.includes(text),
    );
  }

  get text(): string {
    return this.#tmux('capture-pane', '-p', '-J', '-S', '-', '-t', 'main');
  }

  [Symbol.dispose](): void {
    this.#tmux('kill-server');
  }

  #lastLines(): string {
    return this.text;
  }

  #tmux(...args: readonly string[]): string {
    return execFileSync('tmux', ['-L', this.#server, '-f', '/dev/null', ...args], { encoding: 'utf8' });
  }
}

test('at a terminal: the questions, the test, a change of mind, and the configuration applied', {
  skip: cannot,
}, async () => {
  await using scene = await BranchScene.start();
  const ca = createTestCa();
  const [, wrong = '', , wrongKey = ''] = await scene.writeCertificate(
    'wrong',
    ca.issue({ hostnames: ['other.localhost'] }),
    ca.certificatePem,
  );
  const [, right = '', , rightKey = ''] = await scene.writeCertificate(
    'right',
    ca.issue({ hostnames: [BRANCH] }),
    ca.certificatePem,
  );
  const state = scene.installation.folder.file('branch');
  using screen = new Screen([process.execPath, endpointScript, 'configure', '--state', state]);
  await screen.answer('Binding [1]:', '3');
  await screen.answer(`Hostname that clients dial [${BRANCH}]:`, '');
  await screen.answer('Port of HTTP [', '');
  await screen.answer('Port of HTTPS [', '');
  await screen.answer('Certificate file (empty for the one that is served):', wrong);
  await screen.answer('File of its private key (empty for the same file):', wrongKey);
  await screen.shows('CERTIFICATE_NAME_MISMATCH');
  await screen.answer('What now [2]:', '2');
  await screen.answer('Binding [3]:', '');
  await screen.answer(`Hostname that clients dial [${BRANCH}]:`, '');
  await screen.answer('Port of HTTP [', '');
  await screen.answer('Port of HTTPS [', '');
  await screen.answer(`Certificate file (empty for the one that is served) [${wrong}]:`, right);
  await screen.answer(`File of its private key (empty for the same file) [${wrongKey}]:`, rightKey);
  await screen.answer('What now [1]:', '');
  await screen.shows('Kept: somebody came through from outside.');
  const { local } = await scene.viewUntil('the platform saw it', (view) => view.local?.outcome === 'seen');
  assert.equal(local?.site.binding, 'http+https');
});
