import type { Page } from '@playwright/test';

/** The form that asks for a token. */
export class SignInPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get token() {
    return this.page.getByLabel('Management token');
  }

  get error() {
    return this.page.getByRole('alert');
  }

  async submit(role: string, token: string): Promise<void> {
    await this.page.getByRole('combobox', { name: 'Role' }).selectOption(role);
    await this.token.fill(token);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
