import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** As much of a browser as signing in takes: cookies by host, and redirects that are followed one by one. */
export class Browser {
  readonly #anchors: string[];
  /** By host with its port: here no two of them share one. */
  readonly cookies = new Map<string, Map<string, string>>();

  constructor(anchors: readonly string[]) {
    this.#anchors = [...anchors];
  }

  async open(url: URL, form?: Readonly<Record<string, string>>): Promise<Page> {
    const body = form && new URLSearchParams(form).toString();
    const page = await this.#send(url, body);
    for (const cookie of page.headers['set-cookie'] ?? []) this.#keep(url.host, cookie);
    return page;
  }

  /** Goes where a page leads, until one leads nowhere or beyond `stop`. */
  async follow(page: Page, stop: (url: URL) => boolean = () => false): Promise<Page> {
    const { location } = page.headers;
    if (location === undefined) return page;
    const next = new URL(location, page.url);
    return stop(next) ? page : this.follow(await this.open(next), stop);
  }

  #send(url: URL, body: string | undefined): Promise<Page> {
    const cookies = [...(this.cookies.get(url.host) ?? [])].map(([name, value]) => `${name}=${value}`);
    const options = {
      method: body === undefined ? 'GET' : 'POST',
      ...{ agent: false, ca: this.#anchors, servername: url.hostname, host: 'localhost', port: url.port },
      path: `${url.pathname}${url.search}`,
      headers: {
        host: url.host,
        ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
        ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
    };
    return new Promise((resolve, reject) => {
      const sent = request(options, (answer) => {
        const { statusCode: status = 0, headers } = answer;
        text(answer).then((read) => resolve({ url, status, headers, body: read }), reject);
      });
      sent.on('error', reject).end(body);
    });
  }

  #keep(host: string, cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    const jar = this.cookies.get(host) ?? new Map<string, string>();
    this.cookies.set(host, jar);
    const isGone = attributes.some((attribute) => attribute === 'Max-Age=0') || value === '';
    if (isGone) jar.delete(name);
    else jar.set(name, value);
  }
}
