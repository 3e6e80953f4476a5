import { visible } from '@causeway/errors';
import { serverErrors } from '../errors.ts';
import { ApiClient } from './api-client.ts';
import type { GlobalOptions } from './global-options.ts';
import { readAnchorOf } from './read-file.ts';
import { readServerUrl } from './read-server-url.ts';
import { loadSession, type Session, saveSession, sessionFileOf } from './session-file.ts';
import type { Surroundings } from './surroundings.ts';

const DEFAULT_URL = 'https://localhost:9000';

/** What the commands share: who they talk to, as whom, and where they print. */
export class CommandContext {
  readonly surroundings: Surroundings;
  readonly #options: () => GlobalOptions;

  constructor(surroundings: Surroundings, options: () => GlobalOptions) {
    this.surroundings = surroundings;
    this.#options = options;
  }

  get sessionFile(): string {
    const { homeFolder, env } = this.surroundings;
    return sessionFileOf(homeFolder, this.#options().sessionFile ?? env.CAUSEWAY_SESSION);
  }

  /** The API as a signed-in admin. @throws NOT_SIGNED_IN */
  async api(): Promise<ApiClient> {
    const { session, secret } = await this.#identity();
    return new ApiClient({ ...(await this.#place(session)), secret, signal: this.surroundings.signal });
  }

  /** The same once the console is used by another name or trusted by another anchor, and how the session follows. */
  async movedApi(to: {
    readonly hostname: string;
    readonly anchorPem: string;
  }): Promise<{ readonly api: ApiClient; keep(): Promise<void> }> {
    const { session, secret } = await this.#identity();
    const { url, anchorPem } = { ...(await this.#place(session)), anchorPem: to.anchorPem };
    const moved = Object.assign(new URL(url), { hostname: to.hostname }).origin;
    const keep = async () => {
      if (session !== undefined) await saveSession(this.sessionFile, { ...session, url: moved, anchorPem });
    };
    return { api: new ApiClient({ url: moved, anchorPem, secret, signal: this.surroundings.signal }), keep };
  }

  /** The API before signing in, with what the session will remember of the place. */
  async place(url?: string): Promise<{ api: ApiClient; url: string; anchorPem: string }> {
    const place = await this.#place(undefined, url);
    return { ...place, api: new ApiClient({ ...place, signal: this.surroundings.signal }) };
  }

  print(text: string): void {
    this.surroundings.stdout.write(`${visible(text)}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value));
  }

  note(text: string): void {
    this.surroundings.stderr.write(`${visible(text)}\n`);
  }

  async #identity(): Promise<{ session: Session | undefined; secret: string }> {
    const session = await loadSession(this.sessionFile);
    const secret = this.surroundings.env.CAUSEWAY_TOKEN ?? session?.secret;
    if (secret === undefined) throw notSignedIn(this.sessionFile);
    if (!/^[!-~]*$/.test(secret)) throw secretUnreadable(secret);
    return { session, secret };
  }

  async #place(session: Session | undefined, url?: string): Promise<{ url: string; anchorPem: string }> {
    const { env } = this.surroundings;
    const options = this.#options();
    const anchorFile = options.anchor ?? env.CAUSEWAY_ANCHOR;
    return {
      url: readServerUrl(url ?? options.url ?? env.CAUSEWAY_URL ?? session?.url ?? DEFAULT_URL),
      anchorPem:
        anchorFile !== undefined
          ? await readAnchorOf(anchorFile)
          : (session?.anchorPem ?? (await localAnchor())),
    };
  }
}

function notSignedIn(sessionFile: string): Error {
  return serverErrors.error('NOT_SIGNED_IN', {
    seen: `no session in ${sessionFile} and no CAUSEWAY_TOKEN in the environment`,
    expected: 'one of the two',
  });
}

/** Nothing of it is shown but its length. */
function secretUnreadable(secret: string): Error {
  return serverErrors.error('TOKEN_UNREADABLE', {
    seen: `${secret.length} characters, among them blanks, line ends or letters that no token has`,
    expected: 'the line that `causeway api-token create` printed',
  });
}

/** The certificate of a server started in this folder, so that trying it out needs no option. */
async function localAnchor(): Promise<string> {
  return readAnchorOf('data/console.pem').catch(() => '');
}
