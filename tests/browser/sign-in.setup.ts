/** Signs a role in once, for all specs that run in it. */
import { test as setup } from '@grafana/plugin-e2e';

setup('sign in', async ({ request, user, createUser, grafanaAPICredentials }, { project }) => {
  const { storageState } = project.metadata;
  if (user === undefined || typeof storageState !== 'string') {
    throw new Error(`The project "${project.name}" names no user or no file for the session`);
  }
  // The stand-alone page has no users to create: a name there is a role.
  if (process.env.GRAFANA_URL !== undefined && user.user !== grafanaAPICredentials.user) {
    await createUser();
  }
  const answer = await request.post('/login', { data: { user: user.user, password: user.password } });
  if (!answer.ok()) {
    throw new Error(`Signing in as ${user.user} failed: status ${answer.status()}`);
  }
  await request.storageState({ path: storageState });
});
