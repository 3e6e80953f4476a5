import type { Page } from 'playwright-core';

export interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Signs in by the page, as a person does. */
export async function signIn(page: Page, url: string, credentials: Credentials): Promise<void> {
  await page.goto(url);
  await tryToSignIn(page, credentials);
  await page.getByRole('navigation', { name: 'Pages' }).waitFor({ state: 'attached' });
}

/** Fills in the form that is open and sends it. */
export async function tryToSignIn(page: Page, { name, password }: Credentials): Promise<void> {
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
