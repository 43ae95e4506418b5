import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { VALUE_MAX_BYTES } from '../../domain/limits';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { plaintextIn } from '../../testing/plaintext';
import { renderApp, type RenderedApp } from '../../testing/renderApp';
import { SECRETS_URL } from '../routes';

const VALUE = 'correct horse\nbattery staple';

async function openForm(api = new FakeSecretsApi()): Promise<RenderedApp & { api: FakeSecretsApi }> {
  const app = await renderApp({ api });
  await app.user.click(await screen.findByRole('button', { name: 'Create secret' }));
  return { ...app, api };
}

const drawer = () => within(screen.getByRole('dialog', { name: /Create secret/ }));
const field = (name: string) => drawer().getByRole('textbox', { name });
const submit = (user: UserEvent) => user.click(drawer().getByRole('button', { name: 'Create secret' }));

async function fillIn(user: UserEvent, { name = 'payments-token', description = 'Payment provider', value = VALUE }) {
  await user.type(field('Name'), name);
  await user.type(field('Description'), description);
  await user.click(field('Value'));
  await user.paste(value);
  // Asked only where nobody could read the secret.
  const consent = drawer().queryByRole('checkbox', { name: /Save it all the same/ });
  if (consent) {
    await user.click(consent);
  }
}

describe('creating a secret', () => {
  it('stores what was typed, tells so and shows it in the list', async () => {
    const { api, user, toasts } = await openForm();
    await fillIn(user, {});
    await user.click(drawer().getByRole('checkbox', { name: /Grafana Cloud k6/ }));
    await user.type(field('Another service'), 'my-service{Enter}');
    await user.click(drawer().getByRole('button', { name: 'Add label' }));
    await user.type(field('Key of label 1'), 'team');
    await user.type(field('Value of label 1'), 'shop');
    await submit(user);

    expect(await screen.findByRole('row', { name: /payments-token/ })).toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(toasts).toEqual(['Secret payments-token created']);
    expect(api.valueOf('payments-token')).toBe(VALUE);
    expect(api.stored('payments-token')).toMatchObject({
      metadata: { labels: { team: 'shop' } },
      spec: { description: 'Payment provider', decrypters: ['k6-cloud', 'my-service'] },
    });
  });

  it.each([
    ['?decrypter=synthetic-monitoring', ['synthetic-monitoring']],
    // Whatever stands in the address may be no service at all.
    ['?decrypter=no%20service', []],
    ['', []],
  ])('is for the service whose secrets are on show, if it is a known one: %j', async (query, decrypters) => {
    const api = new FakeSecretsApi();
    const { user } = await renderApp({ api, url: `${SECRETS_URL}${query}` });
    await user.click(await screen.findByRole('button', { name: 'Create secret' }));
    await user.click(drawer().getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Create secret' }));
    await fillIn(user, {});
    await submit(user);
    await waitFor(() => expect(api.stored('payments-token')).toBeDefined());
    expect(api.stored('payments-token')?.spec.decrypters ?? []).toEqual(decrypters);
  });

  it('leaves no trace of the value once it is saved', async () => {
    const { user, queryClient } = await openForm();
    await fillIn(user, {});
    await submit(user);
    await screen.findByRole('row', { name: /payments-token/ });

    expect(plaintextIn(VALUE, { queryClient })).toEqual([]);
  });

  it('keeps the value out of the caches and of the markup even while the form is open', async () => {
    const { api, user, queryClient } = await openForm();
    await fillIn(user, {});
    expect(plaintextIn(VALUE, { queryClient })).toEqual([]);

    api.failNext('POST', { status: 500, data: {} });
    await submit(user);
    await drawer().findByText('The server reported error 500');
    expect(plaintextIn(VALUE, { queryClient })).toEqual([]);
  });

  it('hides the value until it is to be shown', async () => {
    const { user } = await openForm();
    const masking = () => getComputedStyle(field('Value')).getPropertyValue('-webkit-text-security');
    await user.click(field('Value'));
    await user.paste(VALUE);
    expect(masking()).toBe('disc');

    await user.click(drawer().getByRole('button', { name: 'Show value' }));
    expect(masking()).toBe('');
    await user.click(drawer().getByRole('button', { name: 'Hide value' }));
    expect(masking()).toBe('disc');
  });

  it('lets a shown value be copied, and no hidden one', async () => {
    const { user } = await openForm();
    await user.click(field('Value'));
    await user.paste(VALUE);
    const copyAll = async () => {
      await user.tripleClick(field('Value'));
      await user.copy();
      return navigator.clipboard.readText();
    };
    expect(await copyAll()).toBe('');

    await user.click(drawer().getByRole('button', { name: 'Show value' }));
    expect(await copyAll()).not.toBe('');
  });

  it('says nothing of an error before a field was left, and then at the field', async () => {
    const { user } = await openForm();
    await user.type(field('Name'), 'My Secret');
    expect(field('Name')).toBeValid();
    await user.tab();

    expect(field('Name')).toBeInvalid();
    expect(field('Name')).toHaveAccessibleDescription(/lowercase letters, digits, hyphens and dots/);
    await user.clear(field('Name'));
    await user.type(field('Name'), 'my-secret');
    expect(field('Name')).toBeValid();
  });

  it('offers the nearest valid name, and takes it only when asked to', async () => {
    const { user } = await openForm();
    await user.type(field('Name'), 'My Secret');
    await user.tab();
    expect(field('Name')).toHaveValue('My Secret');

    await user.click(drawer().getByRole('button', { name: 'Use my-secret instead' }));
    expect(field('Name')).toHaveValue('my-secret');
    expect(field('Name')).toHaveFocus();
    expect(field('Name')).toBeValid();
    expect(drawer().queryByRole('button', { name: /instead/ })).not.toBeInTheDocument();
  });

  it('sends nothing while something is missing, and goes to the first field that is', async () => {
    const { api, user } = await openForm();
    await submit(user);

    expect(field('Name')).toBeInvalid();
    expect(field('Description')).toHaveAccessibleDescription(/what the secret is for/);
    expect(field('Value')).toHaveAccessibleDescription(/Enter the value/);
    expect(field('Name')).toHaveFocus();
    expect(api.requestsOf('POST')).toEqual([]);
  });

  it('counts bytes and not characters', async () => {
    const { api, user } = await openForm();
    const fits = 'é'.repeat(VALUE_MAX_BYTES / 2);
    await fillIn(user, { value: `${fits}x` });
    expect(field('Value')).toHaveAccessibleDescription(/24,577 of 24,576 bytes/);
    await submit(user);
    expect(field('Value')).toHaveAccessibleDescription(/at most 24,?576 bytes/);
    expect(api.requestsOf('POST')).toEqual([]);

    await user.clear(field('Value'));
    await user.paste(fits);
    await submit(user);
    await waitFor(() => expect(api.valueOf('payments-token')).toBe(fits));
  });

  it('points out white space around the value, and keeps it', async () => {
    const { api, user } = await openForm();
    await fillIn(user, { value: ' token\n' });
    expect(field('Value')).toHaveAccessibleDescription(/begins with white space.*ends with a line break/);
    await submit(user);
    await waitFor(() => expect(api.valueOf('payments-token')).toBe(' token\n'));
  });

  it('points out a description that not every tool takes', async () => {
    const { user } = await openForm();
    await user.type(field('Description'), 'x'.repeat(25));
    expect(field('Description')).toHaveAccessibleDescription(/25 of 253 characters/);
    expect(drawer().queryByText(/Terraform refuses/)).not.toBeInTheDocument();
    await user.type(field('Description'), 'x');
    expect(field('Description')).toHaveAccessibleDescription(/Terraform refuses/);
    expect(field('Description')).toBeValid();
  });

  it('warns that nobody could read it, for as long as that is so', async () => {
    const { user } = await openForm();
    expect(drawer().getByText('Nobody can read this secret')).toBeInTheDocument();
    await user.click(drawer().getByRole('checkbox', { name: /Workflows/ }));
    expect(drawer().queryByText('Nobody can read this secret')).not.toBeInTheDocument();
  });

  it('does not drop a service that was typed and not added', async () => {
    const { api, user } = await openForm();
    await fillIn(user, {});
    await user.type(field('Another service'), 'my-service');
    await submit(user);

    expect(field('Another service')).toHaveAccessibleDescription(/Add this service/);
    expect(api.requestsOf('POST')).toEqual([]);
  });

  it('refuses a service that cannot be one, and the same one twice', async () => {
    const { user } = await openForm();
    await user.type(field('Another service'), 'a/b{Enter}');
    expect(field('Another service')).toHaveAccessibleDescription(/service identity has letters/);
    await user.clear(field('Another service'));
    await user.type(field('Another service'), 'mine{Enter}');
    await user.type(field('Another service'), 'mine{Enter}');
    expect(field('Another service')).toHaveAccessibleDescription(/in the list already/);
    expect(drawer().getAllByRole('checkbox', { name: /mine/ })).toHaveLength(1);
  });

  it('checks labels, and stops at ten', async () => {
    const { api, user } = await openForm();
    await fillIn(user, {});
    const add = () => user.click(drawer().getByRole('button', { name: 'Add label' }));
    await add();
    await user.type(field('Key of label 1'), 'not ok');
    await submit(user);
    expect(field('Key of label 1')).toHaveAccessibleDescription(/Use letters, digits/);
    expect(field('Value of label 1')).toHaveAccessibleDescription(/Enter a value/);
    expect(api.requestsOf('POST')).toEqual([]);

    for (let count = 1; count < 10; count++) {
      await add();
    }
    expect(drawer().getByRole('button', { name: 'Add label' })).toHaveAttribute('aria-disabled', 'true');
    expect(drawer().getByRole('button', { name: 'Add label' })).toHaveAccessibleDescription(/at most 10 labels/);
    await user.click(drawer().getByRole('button', { name: 'Remove label 10' }));
    expect(drawer().getByRole('button', { name: 'Add label' })).toHaveAttribute('aria-disabled', 'false');
  });

  it('is sent once, however often the button is pressed, and keeps the focus there', async () => {
    const { api, user } = await openForm();
    await fillIn(user, {});
    api.failNext('POST', 'silence');
    await submit(user);
    await submit(user);
    await user.keyboard('{Enter}');
    expect(api.requestsOf('POST')).toHaveLength(1);
    expect(drawer().getByRole('button', { name: 'Create secret' })).toHaveFocus();
  });

  describe('when the server refuses it', () => {
    it('puts a taken name at the name', async () => {
      const api = new FakeSecretsApi();
      api.seed('payments-token', { value: 'theirs' });
      const { user } = await openForm(api);
      await fillIn(user, {});
      await submit(user);

      await waitFor(() => expect(field('Name')).toBeInvalid());
      expect(field('Name')).toHaveAccessibleDescription(/with this name already/);
      expect(field('Name')).toHaveFocus();
      expect(field('Value')).toHaveValue(VALUE);
      expect(api.valueOf('payments-token')).toBe('theirs');
    });

    it('puts each finding at its field', async () => {
      const api = new FakeSecretsApi();
      api.strictDescriptionMax = 25;
      const { user } = await openForm(api);
      await fillIn(user, { description: 'longer than twenty-five characters' });
      await submit(user);

      await waitFor(() => expect(field('Description')).toBeInvalid());
      expect(field('Description')).toHaveAccessibleDescription(/may not be more than 25 characters/);
    });

    it.each([
      ['no answer', 'no-connection' as const, /Grafana could not be reached/, /may have been made all the same/],
      ['too many requests', { status: 429, data: tooMany() }, /Too many requests/, /Try again in 7 seconds/],
      ['no permission', { status: 403, data: {} }, /not allowed/, /permissions may have changed/],
      ['a body it cannot read', { status: 400, data: bad() }, /refused the request/, /Nothing was changed/],
      ['a body too large', { status: 413, data: {} }, /too large/, /limits its size/],
    ])('keeps the form for another try: %s', async (_what, fault, title, advice) => {
      const { api, user, toasts } = await openForm();
      await fillIn(user, {});
      api.failNext('POST', fault);
      await submit(user);

      const alert = await drawer().findByText(title);
      expect(alert).toBeInTheDocument();
      expect(drawer().getByText(advice)).toBeInTheDocument();
      expect(drawer().queryByText(/echoed/)).not.toBeInTheDocument();
      expect(toasts).toEqual([]);

      await submit(user);
      await waitFor(() => expect(api.valueOf('payments-token')).toBe(VALUE));
    });
  });
});

function tooMany() {
  return {
    kind: 'Status',
    status: 'Failure',
    message: '',
    reason: 'TooManyRequests',
    details: { retryAfterSeconds: 7 },
  };
}

/** Kubernetes quotes a body that it cannot read. */
function bad() {
  return { kind: 'Status', status: 'Failure', message: `echoed: ${VALUE}`, reason: 'BadRequest' };
}
