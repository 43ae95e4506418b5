import { pino } from 'pino';
import { readSettings } from '../../config.ts';
import type { Costume } from '../../setting-table.ts';
import { startService } from '../../service.ts';
import { standalonePage } from '../standalone-page.ts';
import { HOST_FILES, PLUGIN_FILES, TemporaryFiles } from './built-files.ts';

const ADMIN_TOKEN = 'standalone-tests-administrator-token-0001';

/** The real service with a small plugin and a small host, on a port and in directories of its own. */
export class RunningStandalone {
  readonly url: string;
  readonly plugin: TemporaryFiles;
  readonly host: TemporaryFiles;
  readonly #end: () => Promise<void>;

  private constructor(url: string, plugin: TemporaryFiles, host: TemporaryFiles, end: () => Promise<void>) {
    this.url = url;
    this.plugin = plugin;
    this.host = host;
    this.#end = end;
  }

  static async start(costume: Costume = 'enterprise'): Promise<RunningStandalone> {
    const stack = new AsyncDisposableStack();
    const plugin = stack.use(await TemporaryFiles.with(PLUGIN_FILES));
    const host = stack.use(await TemporaryFiles.with(HOST_FILES));
    const data = stack.use(await TemporaryFiles.with({}));
    const reading = readSettings({ PORT: '0', SECRETS_DATA_DIR: data.directory, SECRETS_ADMIN_TOKEN: ADMIN_TOKEN });
    if (!reading.ok) {
      throw new Error('The settings of the test are wrong');
    }
    const service = await startService({
      settings: reading.settings,
      logger: pino({ level: 'silent' }),
      standalone: standalonePage({ costume, pluginDist: plugin.directory, hostBuild: host.directory }),
    });
    stack.defer(() => service.close());
    return new RunningStandalone(service.url, plugin, host, () => stack.disposeAsync());
  }

  /** Signs in and returns the cookie. */
  async signIn(role: 'Admin' | 'Editor' | 'Viewer' | 'None' = 'Admin'): Promise<string> {
    const response = await this.fetch('/login', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: role, password: ADMIN_TOKEN }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (!response.ok || cookie === undefined) {
      throw new Error(`Sign-in failed with ${response.status}`);
    }
    return cookie.split(';')[0] ?? '';
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { redirect: 'manual', ...init });
  }

  stop(): Promise<void> {
    return this.#end();
  }
}
