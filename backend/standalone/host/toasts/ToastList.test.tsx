import { EventBusSrv } from '@grafana/data';
import { act, fireEvent, render, screen } from '@testing-library/react';
import React from 'react';
import { publishToast } from './toast-events';
import { ToastList } from './ToastList';

/** Longer than any toast goes by itself. */
const A_WHILE_MS = 60_000;

describe('ToastList', () => {
  let events: EventBusSrv;

  beforeEach(() => {
    jest.useFakeTimers();
    events = new EventBusSrv();
    render(<ToastList events={events} />);
  });
  afterEach(() => jest.useRealTimers());

  const pass = (ms: number) => act(() => jest.advanceTimersByTime(ms));

  it('announces a success politely, and takes it away', () => {
    act(() => publishToast(events, { severity: 'success', title: 'Secret created' }));
    expect(screen.getByRole('status', { name: 'Secret created' })).toBeVisible();
    pass(A_WHILE_MS);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it('keeps a success while someone looks at it', () => {
    act(() => publishToast(events, { severity: 'success', title: 'Secret created' }));
    fireEvent.mouseEnter(screen.getByRole('status'));
    pass(A_WHILE_MS);
    expect(screen.getByRole('status')).toBeVisible();
    fireEvent.mouseLeave(screen.getByRole('status'));
    pass(A_WHILE_MS);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });

  it.each(['warning', 'error'] as const)('keeps a %s until it is dismissed', (severity) => {
    act(() => publishToast(events, { severity, title: 'It broke', text: 'Try again' }));
    pass(A_WHILE_MS);
    expect(screen.getByRole('alert', { name: 'It broke' })).toHaveTextContent('Try again');
    fireEvent.click(screen.getByRole('button', { name: 'Close alert' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('hears what plugins publish on the event bus', () => {
    act(() => {
      events.publish({ type: 'alert-error', payload: ['From a plugin', new Error('Why')] });
    });
    expect(screen.getByRole('alert', { name: 'From a plugin' })).toHaveTextContent('Why');
  });
});
