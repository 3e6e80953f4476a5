import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..', '..');

/** The rooms by height: each may import the rooms before it, and no other. */
const ROOMS = [
  'packages/errors',
  'packages/contract',
  'packages/message-signatures',
  'packages/reachability',
  'packages/config-file',
  'packages/client-core',
  'packages/certificates',
  'packages/acme',
  'packages/bindings',
  'packages/changes',
  'packages/inventory',
  'packages/endpoint',
  'packages/platform',
  'packages/provisioning',
  'packages/store',
  'apps/console',
  'apps/server',
  'apps/endpoint-server',
  'apps/client',
];
/** For tests, benchmarks and the demo only: they may import every room, and no room may import them. */
const WORKBENCHES = ['packages/testkit', 'e2e', 'bench'];
/** Decisions without effects: testable without a socket, a disk or a clock. */
const PURE = [
  'packages/errors',
  'packages/contract',
  'packages/message-signatures',
  'packages/reachability',
  'packages/config-file',
  'packages/inventory',
];
const EFFECTS = /^node:(fs|http|https|http2|net|tls|dns|dgram|child_process|worker_threads|sqlite|os|timers)/;
/** A client's dependency tree is looked at by people who install it on every computer. */
const CLIENT_DEPENDENCIES = ['commander', 'systeminformation', 'typebox'];
const LINES_A_FILE = 400;

interface SourceFile {
  readonly room: string;
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  readonly isForTests: boolean;
}

const files = globSync(
  ['packages/*/src/**/*.ts', 'apps/*/src/**/*.{ts,tsx}', 'e2e/src/**/*.ts', 'bench/src/**/*.ts'],
  { cwd: root },
).map(readSource);
const products = files.filter(({ room, isForTests }) => ROOMS.includes(room) && !isForTests);

function readSource(relative: string): SourceFile {
  const path = relative.split(sep).join('/');
  const text = readFileSync(join(root, path), 'utf8');
  const room = path.split('/src/')[0] ?? '';
  const imports = [...text.matchAll(/(?:from |import |import\(|resolve\()'([^'\s]+)'/g)].map(
    ([, name = '']) => name,
  );
  return { room, path, text, imports, isForTests: /\.test\.ts$|\.contract\.ts$|\/testing\//.test(path) };
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestOf(room: string): Manifest {
  return JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8'));
}

const roomOf = new Map([...ROOMS, ...WORKBENCHES].map((room) => [manifestOf(room).name, room]));

/** `@scope/name` or `name`, without the path behind it. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

test('imports go down only, so that each room can be understood and tested with what is below it', () => {
  for (const { room, path, imports } of products) {
    for (const specifier of imports) {
      const target = roomOf.get(packageOf(specifier));
      if (target === undefined || target === room) continue;
      assert.ok(
        ROOMS.indexOf(target) !== -1 && ROOMS.indexOf(target) < ROOMS.indexOf(room),
        `${path} imports ${specifier}`,
      );
    }
  }
});

test('the rooms of decisions have no effects', () => {
  for (const { room, path, imports, text } of products.filter((file) => PURE.includes(file.room))) {
    assert.deepEqual(
      imports.filter((specifier) => EFFECTS.test(specifier)),
      [],
      path,
    );
    assert.doesNotMatch(
      text,
      /Date\.now\(|new Date\(\)|Math\.random\(|randomBytes|randomUUID|process\./,
      `${path} in ${room}`,
    );
  }
});

test('argv, the environment, signals and exits belong to an app’s main.ts', () => {
  for (const { path, text } of products.filter(({ path }) => !path.endsWith('/main.ts'))) {
    assert.doesNotMatch(text, /process\.(argv|env|exit|exitCode|on|once|stdin|stdout|stderr)\b/, path);
  }
});

test('what is imported is declared, and what is declared is imported', () => {
  for (const room of [...ROOMS, ...WORKBENCHES]) {
    const { name, dependencies = {}, devDependencies = {} } = manifestOf(room);
    const own = files.filter((file) => file.room === room);
    const isTool = WORKBENCHES.includes(room);
    const used = own.filter(({ isForTests }) => isTool || !isForTests).flatMap(({ imports }) => imports);
    const usedNames = new Set(
      used.filter((specifier) => !/^[./]/.test(specifier) && !isBuiltin(specifier)).map(packageOf),
    );
    usedNames.delete(name);
    const declared = new Set([...Object.keys(dependencies), ...(isTool ? Object.keys(devDependencies) : [])]);
    for (const one of usedNames)
      assert.ok(declared.has(one), `${room} imports ${one} and does not declare it`);
    for (const one of Object.keys(dependencies))
      assert.ok(usedNames.has(one), `${room} declares ${one} and does not import it`);
  }
});

test('the client stands on very little', () => {
  assert.deepEqual([...foreignDependenciesOf('apps/client')].sort(), CLIENT_DEPENDENCIES);
});

/** What is not ours of what a room and the rooms below it declare. */
function foreignDependenciesOf(room: string): Set<string> {
  const names = Object.keys(manifestOf(room).dependencies ?? {});
  return new Set(
    names.flatMap((name) => {
      const below = roomOf.get(name);
      return below === undefined ? [name] : [...foreignDependenciesOf(below)];
    }),
  );
}

test('trust is never skipped, in tests neither', () => {
  const forbidden = new RegExp(
    ['rejectUnauthorized', 'NODE_TLS_REJECT', 'checkServerIdentity: *\\(\\) *=>'].join('|'),
  );
  for (const { path, text } of files.filter((file) => !file.path.endsWith('architecture.test.ts')))
    assert.doesNotMatch(text, forbidden, path);
});

test('files stay small', () => {
  for (const { path, text } of files) assert.ok(text.split('\n').length <= LINES_A_FILE, path);
});
