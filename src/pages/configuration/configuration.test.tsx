import { OrgRole } from '@grafana/data';
import { screen, waitFor } from '@testing-library/react';
import { queryKeys } from '../../api/query-keys';
import { FakePluginSettings } from '../../testing/FakePluginSettings';
import { plaintextIn } from '../../testing/plaintext';
import { renderConfiguration } from '../../testing/renderConfiguration';

const OLD_TOKEN = 'the-old-token-of-at-least-32-characters';
const NEW_TOKEN = 'the-new-token-of-at-least-32-characters';
const ADDRESS = 'https://secrets.example.com';

function configured(): FakePluginSettings {
  const settings = new FakePluginSettings();
  settings.jsonData = { backendUrl: 'http://127.0.0.1:3001', theirs: { kept: true } };
  settings.secureJsonData = { backendToken: OLD_TOKEN, other: 'another secret' };
  return settings;
}

const url = () => screen.findByRole('textbox', { name: 'Backend URL' });
const token = () => screen.getByLabelText(/hared token/);
const save = () => screen.getByRole('button', { name: 'Save' });
const sent = (settings: FakePluginSettings) => settings.requestsOf('POST').map(({ data }) => data);

describe('the configuration page', () => {
  it('sets an address and a token, says so, and shows the way to check them', async () => {
    const settings = new FakePluginSettings();
    const { user } = await renderConfiguration({ settings });
    await user.type(await url(), ADDRESS);
    await user.click(token());
    await user.paste(NEW_TOKEN);
    await user.click(save());

    expect(await screen.findByRole('link', { name: 'Check the connection' })).toHaveAttribute(
      'href',
      '/a/strongroom-secrets-app/settings/connection'
    );
    expect(screen.getByRole('status')).toHaveTextContent('Configuration saved');
    expect(sent(settings)).toEqual([
      {
        enabled: true,
        pinned: true,
        jsonData: { backendUrl: ADDRESS },
        secureJsonData: { backendToken: NEW_TOKEN },
      },
    ]);
    expect(screen.getByText(/Configured\. It cannot be shown/)).toBeInTheDocument();
  });

  it('tells that there is a token and never which', async () => {
    const settings = configured();
    await renderConfiguration({ settings });
    expect(await url()).toHaveValue('http://127.0.0.1:3001');
    expect(screen.getByText(/Configured\. It cannot be shown/)).toBeInTheDocument();
    expect(screen.queryByLabelText(/hared token/)).not.toBeInTheDocument();
  });

  it('keeps the token, and every setting it does not know, when the address changes', async () => {
    const settings = configured();
    settings.pinned = false;
    const { user } = await renderConfiguration({ settings });
    await user.clear(await url());
    await user.type(await url(), ADDRESS);
    expect(await url()).toHaveAccessibleDescription(/stored token will be sent to this address/);
    await user.click(save());

    await waitFor(() => expect(settings.jsonData).toEqual({ backendUrl: ADDRESS, theirs: { kept: true } }));
    expect(settings.secureJsonData).toEqual({ backendToken: OLD_TOKEN, other: 'another secret' });
    expect(settings).toMatchObject({ enabled: true, pinned: false });
    expect(sent(settings).map(Object.keys)).toEqual([['enabled', 'pinned', 'jsonData']]);
  });

  it('saves on top of what somebody else saved meanwhile', async () => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings });
    await url();
    settings.jsonData = { ...settings.jsonData, newer: 1 };
    await user.click(save());
    await waitFor(() => expect(settings.jsonData).toMatchObject({ newer: 1, theirs: { kept: true } }));
    expect(sent(settings)).toHaveLength(1);
  });

  it('replaces the token, and leaves no trace of it', async () => {
    const settings = configured();
    const { user, queryClient } = await renderConfiguration({ settings });
    await user.click(await screen.findByRole('button', { name: 'Replace token' }));
    expect(token()).toHaveFocus();
    expect(token()).toHaveAttribute('type', 'password');
    await user.paste(NEW_TOKEN);
    expect(plaintextIn(NEW_TOKEN, { queryClient })).toEqual([]);
    await user.click(save());

    await waitFor(() => expect(settings.secureJsonData.backendToken).toBe(NEW_TOKEN));
    expect(settings.secureJsonData.other).toBe('another secret');
    await screen.findByRole('button', { name: 'Replace token' });
    expect(plaintextIn(NEW_TOKEN, { queryClient })).toEqual([]);
  });

  it('keeps the current token when replacing it was not meant', async () => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings });
    await user.click(await screen.findByRole('button', { name: 'Replace token' }));
    await user.paste('typed by mistake');
    await user.click(screen.getByRole('button', { name: 'Keep current token' }));
    await user.click(save());

    await waitFor(() => expect(sent(settings)).toHaveLength(1));
    expect(Object.keys(sent(settings)[0])).not.toContain('secureJsonData');
    expect(settings.secureJsonData.backendToken).toBe(OLD_TOKEN);
  });

  it('shows a typed token on demand', async () => {
    const { user } = await renderConfiguration({ settings: new FakePluginSettings() });
    await url();
    await user.click(screen.getByRole('button', { name: 'Show token' }));
    expect(token()).toHaveAttribute('type', 'text');
    await user.click(screen.getByRole('button', { name: 'Hide token' }));
    expect(token()).toHaveAttribute('type', 'password');
  });

  it('stops using a backend when the address is emptied', async () => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings });
    await user.clear(await url());
    await user.click(save());
    await waitFor(() => expect(settings.jsonData).toEqual({ theirs: { kept: true } }));
  });

  it('sends no token where none was given', async () => {
    const settings = new FakePluginSettings();
    const { user } = await renderConfiguration({ settings });
    await url();
    await user.click(save());
    await waitFor(() => expect(sent(settings)).toEqual([{ enabled: true, pinned: true, jsonData: {} }]));
  });

  it('has it found out again which API there is', async () => {
    const { user, queryClient } = await renderConfiguration({ settings: configured() });
    queryClient.setQueryData(queryKeys.provider(true), { kind: 'none', backend: 'not-found' });
    await url();
    await user.click(save());
    await screen.findByText('Configuration saved');
    expect(queryClient.getQueryData(queryKeys.provider(true))).toBeUndefined();
  });

  it.each([
    ['secrets.example.com', /not an address/],
    ['ftp://secrets.example.com', /must start with http/],
    ['https://ada:pass@secrets.example.com', /Leave the user name and password out/],
    ['https://secrets.example.com?a=b', /question mark/],
    ['https://secrets.example.com#a', /number sign/],
    ['https://secrets.example.com/', /slash at the end/],
    [' https://secrets.example.com', /no spaces/],
    ['ftp://secrets.example.com/', /must start with http.*slash at the end/],
  ])('refuses the address %j at its field, and sends and changes nothing', async (address, reason) => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings });
    await user.clear(await url());
    await user.type(await url(), address);
    await user.click(save());

    expect(await url()).toBeInvalid();
    expect(await url()).toHaveAccessibleDescription(reason);
    expect(await url()).toHaveFocus();
    expect(await url()).toHaveValue(address);
    expect(sent(settings)).toEqual([]);
  });

  it.each([
    ['too-short', /at least 32/],
    ['x'.repeat(513), /at most 512/],
    ['thirty-two characters with spaces in them', /no spaces/],
  ])('refuses the token %j at its field', async (bad, reason) => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings });
    await user.click(await screen.findByRole('button', { name: 'Replace token' }));
    await user.paste(bad);
    await user.click(save());

    expect(token()).toBeInvalid();
    expect(token()).toHaveAccessibleDescription(reason);
    expect(sent(settings)).toEqual([]);
  });

  it('wants address and token together', async () => {
    const settings = new FakePluginSettings();
    const { user } = await renderConfiguration({ settings });
    await user.type(await url(), ADDRESS);
    await user.click(save());
    expect(token()).toHaveAccessibleDescription(/Enter the token that the backend was started with/);

    await user.clear(await url());
    await user.click(token());
    await user.paste(NEW_TOKEN);
    await user.click(save());
    expect(await url()).toHaveAccessibleDescription(/Enter the address that this token is for/);
    expect(sent(settings)).toEqual([]);
  });

  it.each([
    ['http://10.0.0.7:3001', true],
    ['http://127.0.0.1:3001', false],
    [ADDRESS, false],
  ])('warns that a network can read what goes to %s: %s', async (address, warns) => {
    const { user } = await renderConfiguration({ settings: new FakePluginSettings() });
    await user.type(await url(), address);
    expect(screen.queryAllByText(/can read the token and every value/)).toHaveLength(warns ? 1 : 0);
  });

  describe('when it cannot be saved', () => {
    it.each([
      ['no permission', { status: 403, data: {} }, /not allowed/, /permissions may have changed/],
      ['no answer', 'no-connection' as const, /could not be reached/, /may have been saved all the same/],
      ['a failing server', { status: 500, data: {} }, /error 500/, /Try again/],
    ])('says so and keeps what was typed: %s', async (_what, fault, title, advice) => {
      const settings = configured();
      const { user } = await renderConfiguration({ settings });
      await user.click(await screen.findByRole('button', { name: 'Replace token' }));
      await user.paste(NEW_TOKEN);
      settings.failNext('POST', fault);
      await user.click(save());

      expect(await screen.findByText(title)).toBeInTheDocument();
      expect(screen.getByText(advice)).toBeInTheDocument();
      expect(token()).toHaveValue(NEW_TOKEN);
      expect(screen.queryByText('Configuration saved')).not.toBeInTheDocument();
      expect(settings.secureJsonData.backendToken).toBe(OLD_TOKEN);

      await user.click(save());
      await waitFor(() => expect(settings.secureJsonData.backendToken).toBe(NEW_TOKEN));
    });
  });

  it('says why it cannot be shown, and tries again', async () => {
    const settings = configured();
    settings.failNext('GET', { status: 500, data: {} });
    const { user } = await renderConfiguration({ settings });
    expect(await screen.findByText('The server reported error 500')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await url()).toHaveValue('http://127.0.0.1:3001');
  });

  it('names the permission that somebody lacks, and does nothing', async () => {
    const settings = configured();
    const { user } = await renderConfiguration({ settings, role: OrgRole.Editor });
    expect(await url()).toBeDisabled();
    for (const button of [save(), screen.getByRole('button', { name: 'Replace token' })]) {
      expect(button).toHaveAttribute('aria-disabled', 'true');
      expect(button).toHaveAccessibleDescription('You need the permission plugins:write.');
      await user.click(button);
    }
    expect(sent(settings)).toEqual([]);
  });

  it('works for whoever holds the permission, whatever their role', async () => {
    await renderConfiguration({ settings: configured(), role: OrgRole.Viewer, actions: ['plugins:write'] });
    expect(await url()).toBeEnabled();
  });
});
