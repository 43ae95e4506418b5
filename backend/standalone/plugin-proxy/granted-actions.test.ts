import { ROLES } from '../../identity/roles.ts';
import { grantedActions } from './granted-actions.ts';

const PLUGIN = {
  roles: [
    { role: { name: 'Reader', permissions: [{ action: 'app.papers:read' }] }, grants: ['Viewer'] },
    { role: { name: 'Writer', permissions: [{ action: 'app.papers:write' }] }, grants: ['Admin', 'Grafana Admin'] },
    { role: { name: 'By hand', permissions: [{ action: 'app.papers:delete' }] }, grants: [] },
  ],
};

describe('the roles of a plugin', () => {
  it('are inherited upwards', () => {
    expect(ROLES.map((role) => [role, grantedActions(PLUGIN, role)])).toEqual([
      ['None', []],
      ['Viewer', ['app.papers:read']],
      ['Editor', ['app.papers:read']],
      ['Admin', ['app.papers:read', 'app.papers:write']],
    ]);
  });

  it.each([{}, { roles: 'all' }, { roles: [null, { grants: ['Admin'] }, { role: {}, grants: 'Admin' }] }])(
    'grant nothing where there are none: %j',
    (plugin) => {
      expect(grantedActions(plugin, 'Admin')).toEqual([]);
    }
  );
});
