import { deflateSync } from 'node:zlib';
import type { RealInventory } from './real-inventory.ts';

/** Packages that come, go or change between two inventories, in all. */
export const DIFFERENCES = 5;

/** One of many machines that are like the real one in all but what names them. */
export class AgentMachine {
  readonly #number: string;

  constructor(number: number) {
    this.#number = String(number).padStart(6, '0');
  }

  get hostname(): string {
    return `pc-${this.#number}`;
  }

  /** An inventory on the wire: zlib, as the agent sends it. */
  inventory({ content }: RealInventory): Buffer {
    return deflateSync(this.#request(this.#own(content)));
  }

  /** One whose packages carry dates of their own, as no other machine has them. */
  datedInventory({ content }: RealInventory): Buffer {
    const date = new Date(Number(this.#number) * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '/');
    const dated = content.replaceAll('</SOFTWARES>', `<INSTALLDATE>${date}</INSTALLDATE></SOFTWARES>`);
    return deflateSync(this.#request(this.#own(dated)));
  }

  /** The same with two packages upgraded, two gone and one that is new. */
  changedInventory({ content }: RealInventory): Buffer {
    const changed = this.#own(content);
    const software = changed.match(/<SOFTWARES>[\s\S]*?<\/SOFTWARES>/g) ?? [];
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = software.slice(40);
    const newer = (element: string) => element.replace(/<VERSION>/, '<VERSION>9:');
    return deflateSync(
      this.#request(
        changed
          .replace(first, newer(first))
          .replace(second, newer(second))
          .replace(third, '')
          .replace(fourth, '')
          .replace(fifth, `${fifth}${fifth.replace(/<NAME>/, '<NAME>new-')}`),
      ),
    );
  }

  #own(content: string): string {
    const pair = (from: number) => this.#number.slice(from, from + 2);
    const mac = `00:16:${Number(pair(0)).toString().padStart(2, '0')}:${pair(2)}:${pair(4)}`;
    return content
      .replace(/(<HARDWARE>[\s\S]*?<NAME>)[^<]*/, `$1${this.hostname}`)
      .replace(/<UUID>[^<]*<\/UUID>/g, `<UUID>4c4c4544-0042-3510-8053-00000${this.#number}0</UUID>`)
      .replace(/<SSN>[^<]*<\/SSN>/g, `<SSN>BENCH${this.#number}</SSN>`)
      .replace(/<MACADDR>(?!00:00:00:00:00:00)[^<]*<\/MACADDR>/g, `<MACADDR>${mac}:01</MACADDR>`);
  }

  #request(content: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<REQUEST>\n  <CONTENT>${content}</CONTENT>\n  <DEVICEID>${this.hostname}-2026-11-25-10-00-00</DEVICEID>\n  <QUERY>INVENTORY</QUERY>\n</REQUEST>\n`;
  }
}
