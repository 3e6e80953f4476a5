/** What was met of late in one database, by its text; of more than so many the oldest are forgotten. */
export class Remembered<Value> {
  readonly #most: number;
  readonly #values = new Map<string, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  find(text: string): Value | undefined {
    return this.#values.get(text);
  }

  add(values: ReadonlyMap<string, Value>): void {
    for (const [text, value] of values) this.#values.set(text, value);
    for (const text of this.#values.keys()) {
      if (this.#values.size <= this.#most) return;
      this.#values.delete(text);
    }
  }
}

/** The same within one transaction: what it learns nobody else may use before it is committed. */
export class Learned<Value> {
  readonly #remembered: Remembered<Value>;
  readonly #own = new Map<string, Value>();

  constructor(remembered: Remembered<Value>) {
    this.#remembered = remembered;
  }

  find(text: string): Value | undefined {
    return this.#remembered.find(text) ?? this.#own.get(text);
  }

  learn(text: string, value: Value): void {
    this.#own.set(text, value);
  }

  /** After the transaction was committed. */
  remember(): void {
    this.#remembered.add(this.#own);
  }

  /** After a part of the transaction was undone. */
  forget(): void {
    this.#own.clear();
  }
}
