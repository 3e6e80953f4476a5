/** Numbers from 0 to 1 by Lehmer's generator: the same in every run. */
export function createRandom(): () => number {
  let last = 1;
  return () => {
    last = (last * 16_807) % 2_147_483_647;
    return last / 2_147_483_647;
  };
}
