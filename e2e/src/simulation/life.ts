/** Thrown into everything that a killed process would still have done. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/**
 * The life of one server process in a simulation. Everything it does to the world passes by here and can be its last:
 * from then on nothing of it has any effect.
 */
export class Life {
  #left = Number.POSITIVE_INFINITY;
  isOver = false;

  /** Ends after that many more deeds. */
  endAfter(deeds: number): void {
    this.#left = deeds;
  }

  end(): void {
    this.isOver = true;
  }

  /** To be called before each deed. @throws Killed */
  deed(): void {
    if (!this.isOver && this.#left-- <= 0) this.isOver = true;
    if (this.isOver) throw new Killed();
  }

  /** The same object, every method of which, at any depth, is a deed of this life. */
  bind<Target extends object>(target: Target): Target {
    return new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name);
        if (typeof value === 'function') {
          return (...args: unknown[]) => {
            this.deed();
            return Reflect.apply(value, object, args);
          };
        }
        return typeof value === 'object' && value !== null ? this.bind(value) : value;
      },
    });
  }
}
