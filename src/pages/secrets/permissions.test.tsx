import { screen } from '@testing-library/react';
import type { ResourceOperation } from '../../domain/permissions';
import { FakeSecretsApi } from '../../testing/FakeSecretsApi';
import { actionsOf } from '../../testing/personas';
import { renderApp } from '../../testing/renderApp';

const OPERATIONS: readonly ResourceOperation[] = ['create', 'read', 'write', 'delete'];

const COMBINATIONS = Array.from({ length: 2 ** OPERATIONS.length }, (_, bits) =>
  OPERATIONS.filter((_operation, index) => bits & (1 << index))
);

/** What a control says about itself: nothing when it works. */
function reason(button: HTMLElement): string | null {
  return button.getAttribute('aria-disabled') === 'true' ? button.getAttribute('aria-description') : null;
}

describe('what the page lets a person do', () => {
  it.each(COMBINATIONS.map((held) => [held.join(', ') || 'nothing', held] as const))(
    'with the permissions: %s',
    async (_words, held) => {
      const api = new FakeSecretsApi();
      api.seed('payments');
      api.permissions = actionsOf(...held);
      await renderApp({ api });
      const may = (operation: ResourceOperation) => held.includes(operation);
      const needs = (operation: ResourceOperation) =>
        may(operation) ? null : `You need the permission secret.securevalues:${operation}.`;

      expect(reason(await screen.findByRole('button', { name: 'Create secret' }))).toBe(needs('create'));
      if (may('read')) {
        expect(reason(await screen.findByRole('button', { name: 'Edit payments' }))).toBe(needs('write'));
        expect(reason(screen.getByRole('button', { name: 'Delete payments' }))).toBe(needs('delete'));
      } else {
        expect(screen.getByText('The list of secrets is hidden from you')).toBeInTheDocument();
        expect(screen.getByText('secret.securevalues:read')).toBeInTheDocument();
        expect(screen.queryByRole('table')).not.toBeInTheDocument();
      }
    }
  );

  it('keeps a blocked control within reach of the keyboard, without effect', async () => {
    const api = new FakeSecretsApi();
    api.seed('payments');
    api.permissions = actionsOf('read');
    const { user } = await renderApp({ api });
    const button = await screen.findByRole('button', { name: 'Delete payments' });
    button.focus();
    expect(button).toHaveFocus();
    expect(await screen.findByRole('tooltip')).toHaveTextContent('secret.securevalues:delete');
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});
