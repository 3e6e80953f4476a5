import type { Change, Client, Way } from '../model.ts';

export const DAY = 86_400_000;
export const now = Date.parse('2026-11-23T10:00:00Z');
export const policy = { activeWindowMs: 30 * DAY };
export const http: Way = { address: 'http://a.example:80', trusts: ['none'], serves: 'everything' };
export const https: Way = { address: 'https://a.example:443', trusts: ['aa'], serves: 'everything' };
export const rescue: Way = { ...http, serves: 'rescue' };
export const crossing: Change = { before: [https, http], after: [https, rescue], revision: 7 };

/** Seen just now by HTTPS and by HTTP; what is given differs. */
export function client(changes: Partial<Client> = {}): Client {
  return {
    id: 'c1',
    name: 'anna',
    kind: 'native',
    standing: 'enrolled',
    waiver: null,
    lastSeenAt: now,
    fetchedRevision: 7,
    evidence: [
      { address: https.address, trust: 'aa', at: now },
      { address: http.address, trust: 'none', at: now },
    ],
    failures: [],
    ...changes,
  };
}
