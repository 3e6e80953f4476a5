import { randomUUIDv7 } from 'node:crypto';
import {
  type AcmeAccount,
  acmeErrors,
  createAccountKey,
  deactivateAccount,
  parseAcmeUrl,
  registerAccount,
  type Session,
} from '@causeway/acme';
import { certificateErrors } from '@causeway/certificates';
import { type AcmeAccountId, asId, readTlsAnchor } from '@causeway/contract';
import type { AcmeAccountView, ConfigureAcmeAccount, CreateAcmeAccount } from '@causeway/contract/admin';
import type { ProvisioningStore } from '../provisioning-store.ts';

export interface AccountsDeskOptions {
  readonly store: ProvisioningStore;
  readonly now: () => number;
  readonly openSession: (account: AcmeAccount, signal: AbortSignal) => Session;
}

/** A CA that is slow to register is asked again by the admin, who waits for the answer. */
const REGISTRATION_LIMIT_MS = 25_000;
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Accounts with CAs. Their keys never leave the store but to sign. */
export class AccountsDesk {
  readonly #options: AccountsDeskOptions;

  constructor(options: AccountsDeskOptions) {
    this.#options = options;
  }

  /**
   * Keeps the key before the CA hears of it: repeated after a crash, the same account is gone on with.
   * @throws ACME_URL_INVALID, ACME_ACCOUNT_NAME_TAKEN, what `registerAccount` throws
   */
  async create(request: CreateAcmeAccount): Promise<AcmeAccountView> {
    const { accounts } = this.#options.store.acme;
    const account = await this.#begin(request);
    const { agreesToTerms, external = null } = request;
    const registered = await this.#inSession(account, (session) =>
      registerAccount(session, account, { agreesToTerms, external }),
    );
    await accounts.save(registered);
    return viewAccount(registered);
  }

  async list(): Promise<AcmeAccountView[]> {
    return (await this.#options.store.acme.accounts.list()).map(viewAccount);
  }

  async view(name: string): Promise<AcmeAccountView> {
    return viewAccount(await this.get(name));
  }

  /** @throws ACME_ACCOUNT_NOT_FOUND */
  async get(name: string): Promise<AcmeAccount> {
    const account = await this.#options.store.acme.accounts.findByName(name);
    if (account === undefined)
      throw acmeErrors.error('ACME_ACCOUNT_NOT_FOUND', { seen: JSON.stringify(name) });
    return account;
  }

  /** @throws ACME_ACCOUNT_NOT_FOUND, CERTIFICATE_MALFORMED */
  async configure(name: string, { anchor, issuerAnchor }: ConfigureAcmeAccount): Promise<AcmeAccountView> {
    const account = await this.get(name);
    const configured = {
      ...account,
      anchorPem: anchor === undefined ? account.anchorPem : readAnchor(anchor),
      issuerAnchorPem: issuerAnchor === undefined ? account.issuerAnchorPem : readAnchor(issuerAnchor),
    };
    await this.#options.store.acme.accounts.save(configured);
    return viewAccount(configured);
  }

  /** Ends the account at its CA, then here. @throws ACME_ACCOUNT_NOT_FOUND, ACME_ACCOUNT_IN_USE, what the CA refuses */
  async remove(name: string): Promise<void> {
    const account = await this.get(name);
    await this.#refuseUsed(account);
    await this.#inSession(account, (session) => deactivateAccount(session, account));
    await this.#options.store.acme.accounts.remove(account.id);
  }

  /** @throws ACME_UNREACHABLE when there is no end to it */
  async #inSession<Result>(
    account: AcmeAccount,
    act: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const limit = AbortSignal.timeout(REGISTRATION_LIMIT_MS);
    try {
      return await act(this.#options.openSession(account, limit));
    } catch (cause) {
      if (!limit.aborted) throw cause;
      const seen = `${account.directoryUrl}: no end within ${REGISTRATION_LIMIT_MS / 1000} s`;
      throw acmeErrors.error('ACME_UNREACHABLE', { seen, cause });
    }
  }

  async #refuseUsed({ id }: AcmeAccount): Promise<void> {
    const { acme, certificates } = this.#options.store;
    const kept = new Set((await certificates.listPublic()).map((certificate) => certificate.id));
    const users = (await acme.orders.list()).filter(
      (order) =>
        order.accountId === id &&
        (order.state === 'done' ? kept.has(order.certificateId) : order.endedAt === null),
    );
    if (users.length === 0) return;
    throw acmeErrors.error('ACME_ACCOUNT_IN_USE', {
      seen: [...new Set(users.map(({ certificateName, state }) => `${certificateName} (${state})`))].join(
        ', ',
      ),
    });
  }

  /** The record with its key; one that was not registered yet takes over what is asked for now. */
  async #begin(request: CreateAcmeAccount): Promise<AcmeAccount> {
    const { accounts } = this.#options.store.acme;
    const { name, directoryUrl, anchor, issuerAnchor, email } = request;
    parseAccountName(name);
    parseAcmeUrl(directoryUrl);
    const wanted = {
      name,
      directoryUrl,
      anchorPem: anchor === undefined ? null : readAnchor(anchor),
      issuerAnchorPem: issuerAnchor === undefined ? null : readAnchor(issuerAnchor),
      email: email ?? null,
    };
    const unfinished = await accounts.findByName(name);
    if (unfinished?.url === null) {
      const again = { ...unfinished, ...wanted };
      await accounts.save(again);
      return again;
    }
    const id = asId<AcmeAccountId>(randomUUIDv7());
    const fresh = { ...wanted, id, keyPem: createAccountKey(), url: null, createdAt: this.#options.now() };
    await accounts.add(fresh);
    return fresh;
  }
}

/** @throws ACME_ACCOUNT_NAME_INVALID */
function parseAccountName(name: string): void {
  if (NAME.test(name)) return;
  throw acmeErrors.error('ACME_ACCOUNT_NAME_INVALID', {
    seen: JSON.stringify(name),
    expected: 'a-z, 0-9 and -, at most 63, starting with a letter or digit',
  });
}

function viewAccount({ id: _id, keyPem: _keyPem, ...shown }: AcmeAccount): AcmeAccountView {
  return shown;
}

/** @throws CERTIFICATE_MALFORMED */
function readAnchor(pem: string): string {
  try {
    return readTlsAnchor(pem).toString();
  } catch (cause) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    throw certificateErrors.error('CERTIFICATE_MALFORMED', { seen, expected: 'one certificate, PEM', cause });
  }
}
