import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CausewayError } from '@causeway/errors';
import fc from 'fast-check';
import type { Authority } from '../authority-store.ts';
import { isWithin, outermostDomains } from './domain-constraints.ts';
import { INTERMEDIATE_VALID_MS, ROOT_VALID_MS } from './make-authority.ts';
import { type IssuePlan, type IssueWish, planIssue } from './plan-issue.ts';

const DAY_MS = 86_400_000;
const now = 1_800_000_000_000;
const wish: IssueWish = {
  hostnames: ['a.acme.example'],
  domains: ['acme.example'],
  now,
  validMs: 90 * DAY_MS,
};

/** The CA after what the plan says was made, without its certificates: the plan reads none. */
function made(plan: IssuePlan, { now: at }: IssueWish): Authority {
  assert.notEqual(plan.kind, 'issue');
  const isRoot = plan.kind === 'make-root';
  const generation = plan.kind === 'issue' ? 0 : plan.generation;
  const sha256 = `sha256 of ${generation}`;
  const end = isRoot ? at + ROOT_VALID_MS : at + INTERMEDIATE_VALID_MS;
  return {
    generation,
    role: isRoot ? 'root' : 'intermediate',
    name: `authority ${generation}`,
    certificatePem: '',
    sha256,
    issuerSha256: plan.kind === 'make-intermediate' ? plan.root.sha256 : sha256,
    domains: plan.kind === 'make-intermediate' ? plan.domains : [],
    notBefore: at,
    notAfter: plan.kind === 'make-intermediate' ? Math.min(end, plan.root.notAfter) : end,
    createdAt: at,
  };
}

/** Follows the plans until a certificate can be issued. */
function follow(authorities: readonly Authority[], wished: IssueWish) {
  const all = [...authorities];
  for (let steps = 0; steps < 5; steps++) {
    const plan = planIssue(all, wished);
    if (plan.kind === 'issue') return { all, plan };
    all.push(made(plan, wished));
  }
  return assert.fail('the plans come to no end');
}

describe('planIssue', () => {
  test('makes a root, then an intermediate, then issues', () => {
    const { all, plan } = follow([], wish);
    assert.deepEqual(
      all.map(({ generation, role }) => [generation, role]),
      [
        [1, 'root'],
        [2, 'intermediate'],
      ],
    );
    assert.equal(plan.notAfter, now + 90 * DAY_MS);
    assert.deepEqual([plan.root, plan.intermediate], all);
  });

  test('goes on from a root alone, as a crash leaves it', () => {
    const root = made(planIssue([], wish), wish);
    assert.deepEqual(planIssue([root], wish), {
      ...{ kind: 'make-intermediate', generation: 2, root },
      domains: ['acme.example'],
    });
  });

  test('uses again what is there', () => {
    const { all } = follow([], wish);
    assert.deepEqual(follow(all, { ...wish, now: now + 365 * DAY_MS }).all, all);
  });

  test('another tenant gets an intermediate of its own under the same root, which names nobody else', () => {
    const { all } = follow([], wish);
    const domains = ['acme.example', 'beta.example'] as const;
    const grown = follow(all, { ...wish, domains, hostnames: ['b.beta.example'] });
    assert.deepEqual(
      grown.all.map(({ role }) => role),
      ['root', 'intermediate', 'intermediate'],
    );
    assert.equal(grown.plan.root, all[0]);
    assert.deepEqual(grown.plan.intermediate.domains, ['beta.example']);
  });

  test('a certificate across two domains gets an intermediate for both, and the first goes on for its own', () => {
    const domains = ['acme.example', 'beta.example', 'other.example'] as const;
    const both = { ...wish, domains, hostnames: ['a.acme.example', 'b.beta.example'] };
    const { all } = follow([], wish);
    const grown = follow(all, both);
    assert.deepEqual(grown.plan.intermediate.domains, ['acme.example', 'beta.example']);
    assert.deepEqual(follow(grown.all, both).all, grown.all);
    assert.equal(follow(grown.all, { ...wish, domains }).plan.intermediate, all[1]);
  });

  test('an intermediate that ends too soon is followed by another', () => {
    const { all } = follow([], wish);
    const late = now + INTERMEDIATE_VALID_MS - 80 * DAY_MS;
    const { all: renewed, plan } = follow(all, { ...wish, now: late });
    assert.equal(renewed.length, 3);
    assert.equal(plan.root, all[0]);
    assert.equal(plan.notAfter, late + 90 * DAY_MS);
  });

  test('a root near its end is followed by another, with an intermediate of its own', () => {
    const { all } = follow([], wish);
    const late = now + ROOT_VALID_MS - 300 * DAY_MS;
    const { plan } = follow(all, { ...wish, now: late });
    assert.deepEqual([plan.root.generation, plan.intermediate.generation], [3, 4]);
  });

  for (const hostname of ['a.bank.example', 'acme.example.bank', 'notacme.example', '*.example', 'example']) {
    test(`refuses ${hostname} before it makes anything`, () => {
      assert.throws(
        () => planIssue([], { ...wish, hostnames: ['a.acme.example', hostname] }),
        (error) =>
          error instanceof CausewayError &&
          error.code === 'CERTIFICATE_OUTSIDE_DOMAINS' &&
          error.seen === hostname,
      );
    });
  }

  test('at any time and for any life, ends in a certificate that its chain outlives', () => {
    const days = fc.integer({ min: 1, max: 3650 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(ROOT_VALID_MS), days), { maxLength: 8 }), (uses) => {
        let all: Authority[] = [];
        let at = now;
        for (const [laterMs, validDays] of uses) {
          at += laterMs;
          const followed = follow(all, { ...wish, now: at, validMs: validDays * DAY_MS });
          all = followed.all;
          const { notAfter, intermediate, root } = followed.plan;
          assert.ok(notAfter > at && notAfter <= intermediate.notAfter && notAfter <= root.notAfter);
          assert.equal(intermediate.issuerSha256, root.sha256);
        }
      }),
    );
  });
});

test('outermostDomains keeps the reach with the fewest domains', () => {
  assert.deepEqual(outermostDomains(['b.example', 'x.a.example', 'a.example', 'a.example', 'ba.example']), [
    'a.example',
    'b.example',
    'ba.example',
  ]);
  const label = fc.constantFrom('a', 'b', 'ab');
  const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  fc.assert(
    fc.property(fc.array(name), name, (domains, candidate) => {
      assert.equal(isWithin(candidate, outermostDomains(domains)), isWithin(candidate, domains));
    }),
  );
});
