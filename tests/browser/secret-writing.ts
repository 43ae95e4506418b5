import type { Locator, Page } from '@playwright/test';
import { isJsonObject, type JsonObject } from '../../src/domain/json-object.ts';
import type { SecretForm } from './secrets-page.ts';

/** The spec that the page sends for a secret when something is done. */
export async function sentSpec(page: Page, method: 'POST' | 'PUT', act: () => Promise<void>): Promise<JsonObject> {
  const sent = page.waitForRequest((request) => request.method() === method && request.url().includes('/securevalues'));
  await act();
  const body: unknown = (await sent).postDataJSON();
  const spec = isJsonObject(body) ? body.spec : undefined;
  if (!isJsonObject(spec)) {
    throw new TypeError('What was sent has no spec');
  }
  return spec;
}

/** A button of the form by its whole name. */
export const button = (form: SecretForm, name: string): Locator =>
  form.dialog.getByRole('button', { name, exact: true });
