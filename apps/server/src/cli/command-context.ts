import { serverErrors } from '../errors.ts';
import { ApiClient } from './api-client.ts';
import { readTextOf } from './read-file.ts';
import { loadSession, type Session, sessionFileOf } from './session-file.ts';
import type { Surroundings } from './surroundings.ts';

const DEFAULT_URL = 'https://localhost:9000';

/** Options of every command that talks to provisioning. */
export interface GlobalOptions {
  readonly url?: string;
  readonly anchor?: string;
  readonly sessionFile?: string;
}

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
    const session = await loadSession(this.sessionFile);
    const secret = this.surroundings.env.CAUSEWAY_TOKEN ?? session?.secret;
    if (secret === undefined) throw serverErrors.error('NOT_SIGNED_IN');
    return new ApiClient({ ...(await this.#place(session)), secret, signal: this.surroundings.signal });
  }

  /** The API before signing in, with what the session will remember of the place. */
  async place(url?: string): Promise<{ api: ApiClient; url: string; anchorPem: string }> {
    const place = await this.#place(undefined, url);
    return { ...place, api: new ApiClient({ ...place, signal: this.surroundings.signal }) };
  }

  print(text: string): void {
    this.surroundings.stdout.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value));
  }

  note(text: string): void {
    this.surroundings.stderr.write(`${text}\n`);
  }

  async #place(session: Session | undefined, url?: string): Promise<{ url: string; anchorPem: string }> {
    const { env } = this.surroundings;
    const options = this.#options();
    const anchorFile = options.anchor ?? env.CAUSEWAY_ANCHOR;
    return {
      url: url ?? options.url ?? env.CAUSEWAY_URL ?? session?.url ?? DEFAULT_URL,
      anchorPem:
        anchorFile !== undefined
          ? await readTextOf(anchorFile)
          : (session?.anchorPem ?? (await localAnchor())),
    };
  }
}

/** The certificate of a server started in this folder, so that trying it out needs no option. */
async function localAnchor(): Promise<string> {
  return readTextOf('data/console.pem').catch(() => '');
}
