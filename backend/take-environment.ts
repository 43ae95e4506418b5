/** The environment, from which what is secret then goes: crash reports and child processes would carry them on. */
export function takeEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  delete process.env.SECRETS_ADMIN_TOKEN;
  delete process.env.SECRETS_GRAFANA_TOKEN;
  delete process.env.SECRETS_DATABASE_URL;
  delete process.env.SECRETS_UPSTREAM_TOKEN;
  return environment;
}
