import { overloaded } from './answer.ts';

/** Memory that may be taken by what came in and is not worked on yet. */
export class ByteBudget {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Of one request: what it takes is free again when it is disposed. */
  open(): ByteShare {
    let taken = 0;
    return {
      take: (bytes) => {
        if (bytes > this.#left) throw overloaded();
        this.#left -= bytes;
        taken += bytes;
      },
      [Symbol.dispose]: () => {
        this.#left += taken;
        taken = 0;
      },
    };
  }
}

export interface ByteShare extends Disposable {
  /** @throws ENDPOINT_OVERLOADED */
  take(bytes: number): void;
}
