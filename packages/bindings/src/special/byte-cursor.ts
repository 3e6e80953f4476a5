/** Reads the vectors of TLS's presentation language (RFC 8446 section 3.4). Every method throws RangeError past the end. */
export class ByteCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('the bytes end too early');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** Big-endian. */
  number(size: 1 | 2): number {
    const [first = 0, second = 0] = this.take(size);
    return size === 1 ? first : first * 256 + second;
  }

  /** What is behind a length of that many bytes. */
  vector(lengthSize: 1 | 2): ByteCursor {
    return new ByteCursor(this.take(this.number(lengthSize)));
  }

  /** The rest, one character a byte. */
  text(): string {
    return Buffer.from(this.take(this.#bytes.length - this.#at)).toString('latin1');
  }
}
