import { createTheme, EventBusSrv } from '@grafana/data';
import { config, setAppEvents, ThemeChangedEvent } from '@grafana/runtime';
import { useTheme2 } from '@grafana/ui';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { THEME_PREFERENCES, THEME_STORAGE_KEY } from './theme-preference';
import { ThemeProvider, useThemeSwitch } from './ThemeProvider';

function Switch() {
  const { preference, choose } = useThemeSwitch();
  return (
    <>
      <p>{`wants ${preference}, sees ${useTheme2().colors.mode}`}</p>
      {THEME_PREFERENCES.map((option) => (
        <button key={option} onClick={() => choose(option)}>
          {option}
        </button>
      ))}
    </>
  );
}

describe('ThemeProvider', () => {
  const events = new EventBusSrv();
  let prefersDark = true;
  let tellChange: () => void;

  beforeEach(() => {
    setAppEvents(events);
    window.localStorage.clear();
    config.bootData.user.theme = 'dark';
    config.theme2 = createTheme({ colors: { mode: 'dark' } });
    prefersDark = true;
    tellChange = () => {};
    jest.spyOn(window, 'matchMedia').mockImplementation((media) => {
      const list = new EventTarget();
      tellChange = () => list.dispatchEvent(new Event('change'));
      return Object.assign(list, {
        media,
        matches: prefersDark,
        onchange: null,
        addListener: () => {},
        removeListener: () => {},
      });
    });
    render(
      <ThemeProvider>
        <Switch />
      </ThemeProvider>
    );
  });

  const choose = (name: string) => userEvent.click(screen.getByRole('button', { name }));

  it('changes the theme at once, everywhere, and remembers it', async () => {
    let told: string | undefined;
    const subscription = events.subscribe(ThemeChangedEvent, ({ payload }) => (told = payload.colors.mode));
    await choose('light');
    expect(screen.getByText('wants light, sees light')).toBeVisible();
    expect([config.theme2.colors.mode, config.bootData.user.lightTheme, told]).toEqual(['light', true, 'light']);
    expect(window.localStorage.getItem(THEME_STORAGE_KEY)).toBe('light');
    subscription.unsubscribe();
  });

  it('follows the system only while that is what the user wants', async () => {
    await choose('system');
    expect(screen.getByText('wants system, sees dark')).toBeVisible();
    prefersDark = false;
    act(() => tellChange());
    expect(screen.getByText('wants system, sees light')).toBeVisible();
    await choose('dark');
    act(() => tellChange());
    expect(screen.getByText('wants dark, sees dark')).toBeVisible();
  });

  it('works where the browser refuses storage', async () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    await choose('light');
    expect(screen.getByText('wants light, sees light')).toBeVisible();
  });

  afterEach(() => jest.restoreAllMocks());
});
