import { setTimeout as wait } from 'node:timers/promises';

const PAUSE_MS = 200;

/** Asks until the answer is there. @throws with the last answer when it is not within the limit. */
export async function until<Answer>(
  what: string,
  limitMs: number,
  ask: () => Promise<Answer>,
  isThere: (answer: Answer) => boolean,
): Promise<Answer> {
  const end = Date.now() + limitMs;
  while (true) {
    const answer = await ask();
    if (isThere(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`${what}: not within ${limitMs} ms; last seen: ${JSON.stringify(answer)}`);
    await wait(PAUSE_MS);
  }
}
