/** Numbers from 0 to 1 by Lehmer's generator: the same in every run. @param seed from 1 to 2,147,483,646 */
export function createRandom(seed = 1): () => number {
  let last = seed;
  return () => {
    last = (last * 16_807) % 2_147_483_647;
    return last / 2_147_483_647;
  };
}
