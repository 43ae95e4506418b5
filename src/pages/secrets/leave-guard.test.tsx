import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { locationService } from '@grafana/runtime';
import type { UserEvent } from '@testing-library/user-event';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { plaintextIn } from '../../testing/plaintext';
import { renderApp, type RenderedApp } from '../../testing/renderApp';

const VALUE = 'not saved anywhere';

async function openForm(): Promise<RenderedApp> {
  const app = await renderApp({ api: new FakeSecretsApi() });
  await app.user.click(await screen.findByRole('button', { name: 'Create secret' }));
  return app;
}

const form = () => screen.queryByRole('textbox', { name: 'Name' });
const question = () => screen.queryByRole('dialog', { name: 'Discard your changes?' });

async function changeSomething(user: UserEvent) {
  await user.click(screen.getByRole('textbox', { name: 'Value' }));
  await user.paste(VALUE);
}

const WAYS_OUT: ReadonlyArray<[string, (user: UserEvent) => Promise<void>]> = [
  ['Esc', (user) => user.keyboard('{Escape}')],
  ['Cancel', (user) => user.click(screen.getByRole('button', { name: 'Cancel' }))],
  ['the cross', (user) => user.click(screen.getByRole('button', { name: 'Close' }))],
];

describe('leaving a form', () => {
  it.each(WAYS_OUT)('is not held up while nothing was changed: %s', async (_way, leave) => {
    const { user } = await openForm();
    await leave(user);
    expect(form()).not.toBeInTheDocument();
    expect(question()).not.toBeInTheDocument();
  });

  it.each(WAYS_OUT)('asks when something was: %s', async (_way, leave) => {
    const { user, queryClient } = await openForm();
    await changeSomething(user);
    await leave(user);
    expect(question()).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Keep editing' }));
    expect(question()).not.toBeInTheDocument();
    expect(screen.getByRole('textbox', { name: 'Value' })).toHaveValue(VALUE);

    await leave(user);
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    await waitFor(() => expect(form()).not.toBeInTheDocument());
    expect(plaintextIn(VALUE, { queryClient })).toEqual([]);
  });

  it('keeps the form on Esc in the question', async () => {
    const { user } = await openForm();
    await changeSomething(user);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(
      within(screen.getByRole('dialog', { name: /Discard/ })).getByRole('button', { name: 'Keep editing' })
    ).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(question()).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
  });

  it('gives the focus back to what opened the form', async () => {
    const { user } = await openForm();
    expect(form()).toHaveFocus();
    await user.keyboard('{Escape}');
    expect(screen.getByRole('button', { name: 'Create secret' })).toHaveFocus();
  });

  it('does not ask any more once the change was undone', async () => {
    const { user } = await openForm();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'a');
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(form()).not.toBeInTheDocument();
  });

  it('holds on to the form when the page is about to change, and goes there when told to', async () => {
    const { user } = await openForm();
    await changeSomething(user);
    act(() => locationService.push('/elsewhere?x=1'));
    expect(question()).toBeInTheDocument();
    expect(form()).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(await screen.findByText('Elsewhere')).toBeInTheDocument();
    expect(locationService.getLocation()).toMatchObject({ pathname: '/elsewhere', search: '?x=1' });
  });

  it('lets an unchanged form go with the page', async () => {
    await openForm();
    act(() => locationService.push('/elsewhere'));
    expect(await screen.findByText('Elsewhere')).toBeInTheDocument();
  });

  it('has the browser ask when the tab is closed', async () => {
    const { user } = await openForm();
    expect(fireEvent(window, new Event('beforeunload', { cancelable: true }))).toBe(true);
    await changeSomething(user);
    expect(fireEvent(window, new Event('beforeunload', { cancelable: true }))).toBe(false);
  });
});
