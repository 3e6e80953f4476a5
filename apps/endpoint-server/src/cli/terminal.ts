import { createInterface, type Interface } from 'node:readline/promises';
import type { Surroundings } from './surroundings.ts';

/** Questions to a person, and what they answer. */
export class Terminal implements Disposable {
  readonly #surroundings: Surroundings;
  readonly #lines: Interface;

  constructor(surroundings: Surroundings) {
    const { stdin, stdout } = surroundings;
    this.#surroundings = surroundings;
    this.#lines = createInterface({ input: stdin, output: stdout, terminal: stdin.isTTY === true });
  }

  say(text: string): void {
    this.#surroundings.stdout.write(`${text}\n`);
  }

  /** What is typed, without blanks around it; the usual answer for nothing at all. @throws the reason of the signal */
  async ask(question: string, usual = ''): Promise<string> {
    const shown = usual === '' ? `${question}: ` : `${question} [${usual}]: `;
    const answer = await this.#lines.question(shown, { signal: this.#surroundings.signal });
    return answer.trim() || usual;
  }

  /** Asks until the answer can be read; what is wrong with it is said. */
  async askFor<Value>(
    question: string,
    usual: string,
    read: (answer: string) => Value,
  ): Promise<Awaited<Value>> {
    while (true) {
      const answer = await this.ask(question, usual);
      try {
        return await read(answer);
      } catch (error) {
        this.say(`  ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }

  /** One of several, by its number. */
  async choose<Choice extends string>(
    question: string,
    choices: readonly { readonly value: Choice; readonly label: string }[],
    usual: Choice,
  ): Promise<Choice> {
    for (const [index, { label }] of choices.entries()) this.say(`  ${index + 1}) ${label}`);
    const usualNumber = String(choices.findIndex(({ value }) => value === usual) + 1);
    return this.askFor(question, usualNumber, (answer) => {
      const chosen = choices[Number(answer) - 1];
      if (chosen === undefined) throw new RangeError(`a number from 1 to ${choices.length}`);
      return chosen.value;
    });
  }

  [Symbol.dispose](): void {
    this.#lines.close();
  }
}
