import type { BackendSrvRequest } from '@grafana/runtime';
import { isJsonObject, type JsonObject } from '../domain/json-object';
import pluginJson from '../plugin.json';
import { FakeBackendSrv, type Answer } from './FakeBackendSrv';

const SETTINGS_URL = `/api/plugins/${pluginJson.id}/settings`;

/** A fake of Grafana's plugin settings: a save replaces `jsonData`, and adds to the secrets. */
export class FakePluginSettings extends FakeBackendSrv {
  enabled = true;
  pinned = true;
  jsonData: JsonObject = {};
  secureJsonData: JsonObject = {};

  protected route({ url, method, data }: BackendSrvRequest): Answer {
    if (url !== SETTINGS_URL) {
      return { status: 404, data: { message: 'Not found' } };
    }
    return method === 'POST' ? this.#save(JSON.parse(JSON.stringify(data))) : this.#read();
  }

  #read(): Answer {
    const { enabled, pinned, jsonData } = this;
    const secureJsonFields = Object.fromEntries(Object.keys(this.secureJsonData).map((name) => [name, true]));
    return { status: 200, data: { id: pluginJson.id, enabled, pinned, jsonData, secureJsonFields } };
  }

  #save(body: JsonObject): Answer {
    this.enabled = body.enabled === true;
    this.pinned = body.pinned === true;
    this.jsonData = isJsonObject(body.jsonData) ? body.jsonData : {};
    this.secureJsonData = {
      ...this.secureJsonData,
      ...(isJsonObject(body.secureJsonData) ? body.secureJsonData : {}),
    };
    return { status: 200, data: { message: 'Plugin settings updated' } };
  }
}
