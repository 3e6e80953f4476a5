import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { type CommandNames, commandsOf } from './commands-of.ts';
import { type Operation, operationsOf } from './operations.ts';
import { refusalIn } from './refusal.ts';
import { runCommand } from './run-command.ts';
import { Scene } from './scene.ts';

/** What Node answers is below 16 KiB of head; beyond that the door is closed before any route. */
const MAX_PATH = 4_000;
/** More than any body has. */
const MOST_PROPERTIES = 16;
/** Documents of JSON that no sound program sends, written out. */
const hostile = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.integer({ min: 1, max: 5_000 }).map((depth) => `${'{"name":'.repeat(depth)}1${'}'.repeat(depth)}`),
  fc.constantFrom(
    '1e999',
    '-0',
    '"\\ud800"',
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":1}}',
  ),
  fc.json({ depthSize: 'large' }).map((text) => text.slice(0, -1)),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(0, -0, 1, 65_535, 65_536, 2 ** 53, -(2 ** 63), 1e308, 5e-324),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('acme', 'acme.localhost', '', '\0', '..', '*.localhost', 'https', '\u202e'),
);
/** Fractions in the middle of a range: doubles at random are tiny or huge. */
const inRange = fc
  .integer({ min: 1, max: 100_000 })
  .chain((whole) => fc.constantFrom(whole % 100, whole / 997));
const value = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(text, { maxLength: 3 }),
  fc.jsonValue(),
);
/** A value for each property of a body: mostly of its type, sometimes of any, sometimes none. */
const values = fc.array(
  fc.record({
    kind: fc.constantFrom('typed', 'typed', 'typed', 'any', 'none'),
    any: value,
    number: fc.oneof(inRange, inRange, number),
    string: text,
    boolean: fc.boolean(),
    array: fc.array(text, { maxLength: 3 }),
  }),
  { minLength: MOST_PROPERTIES, maxLength: MOST_PROPERTIES },
);

type Values = (typeof values extends fc.Arbitrary<infer All extends readonly unknown[]>
  ? All
  : never)[number];

function choose(type: string | undefined, given: Values | undefined): unknown {
  if (given === undefined || given.kind === 'none') return undefined;
  if (given.kind === 'any') return given.any;
  switch (type) {
    case 'integer':
      return Math.round(given.number);
    case 'number':
    case 'string':
    case 'boolean':
    case 'array':
      return given[type];
    default:
      return given.any;
  }
}

const strange = fc.oneof(
  fc.json(),
  hostile,
  fc.dictionary(text, value).map((one) => JSON.stringify(one)),
);
/** Mostly names that lead on, so that what comes behind them is looked at. */
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('acme', 'beta') },
  { weight: 2, arbitrary: fc.constantFrom('good', 'workshop', 'scripts', 'nosuch') },
  {
    weight: 1,
    arbitrary: fc
      .oneof(text, fc.string({ maxLength: 400 }))
      .map((one) => encodeURIComponent(one.toWellFormed())),
  },
);
const query = fc
  .dictionary(
    fc.constantFrom(
      'limit',
      'before',
      'after',
      'tenant',
      'confirm',
      'filter',
      '$filter',
      '$skiptoken',
      '__proto__',
    ),
    text,
  )
  .map((one) => new URLSearchParams(one).toString());

describe('fuzz', () => {
  let scene: Scene;
  let operations: readonly Operation[];
  const commands: CommandNames = commandsOf();

  before(async () => {
    scene = await Scene.start();
    operations = await operationsOf(scene.questioner);
  });
  after(() => scene[Symbol.asyncDispose]());

  it('no request makes the server fail: what is not taken is refused with a code', async () => {
    const reached = new Set<number>();
    const asked = fc.record({
      at: fc.nat(),
      values,
      strange: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: strange }),
      segments: fc.array(segment, { minLength: 3, maxLength: 3 }),
      query: fc.oneof(fc.constant(''), query),
    });
    await fc.assert(
      fc.asyncProperty(asked, async ({ at, values: given, strange: instead, segments, query: asks }) => {
        const operation = operations[at % operations.length];
        // Signing out would end the session that asks; streams of what runs do not end by themselves.
        if (operation === undefined || /sessions\/current|\/events$/.test(operation.path)) return;
        const rest = [...segments];
        const path = operation.path.replaceAll(/\{\w+\}/g, () => rest.pop() ?? 'x') + (asks && `?${asks}`);
        const { method } = operation;
        const own = operation.properties.map(([name, type], index) => [name, choose(type, given[index])]);
        const content = instead ?? JSON.stringify(Object.fromEntries(own));
        const hasBody = method !== 'GET' && method !== 'DELETE';
        const answer = await scene.questioner.ask({
          method,
          path: path.slice(0, MAX_PATH),
          ...(hasBody && { body: content }),
        });
        reached.add(answer.status);
        if (answer.status < 400) return;
        const error = refusalIn(answer.text);
        assert.ok(error !== undefined, answer.text);
        assert.ok(
          answer.status < 500 || answer.status === 501 || error.kind === 'unavailable',
          `${method} ${path} ${content} ${answer.text}`,
        );
        assert.match(error.code, /^[A-Z_]+$/);
        assert.ok(error.hint, answer.text);
      }),
      { numRuns: 1_500, endOnFailure: true },
    );
    for (const status of [200, 400, 404]) assert.ok(reached.has(status), `only ${[...reached]} was reached`);
  });

  it('no command line makes a command fail by its own fault, and none shows where in the program it is', async () => {
    const words = [...commands.keys()].filter(
      (name) => !/^(serve|setup|login|logout|installation-key|backup)/.test(name),
    );
    const argument = fc.oneof(
      text,
      fc.constantFrom(
        'acme',
        'beta',
        'good',
        'workshop',
        '--json',
        '--hostname',
        '--reason',
        '--binding',
        '--',
      ),
      fc.constantFrom(
        '--limit',
        '--anchor',
        '--uses',
        '--valid-days',
        '--url',
        '--tenant',
        '--http-port',
        '/dev/null',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...words),
        fc.array(argument, { maxLength: 6 }),
        async (name, rest) => {
          const args = [...name.split(' '), ...rest];
          const { code, stderr } = await runCommand({ args }, scene.installation);
          assert.ok([0, 2, 3, 4, 5, 6].includes(code), `${JSON.stringify(args)}: ${code}\n${stderr}`);
          assert.doesNotMatch(stderr, /^\s+at .*[:(]\d/m);
          assert.doesNotMatch(stderr.replaceAll(/[\n\t]/g, ''), /\p{Cc}/u);
        },
      ),
      { numRuns: 400, endOnFailure: true },
    );
  });
});
