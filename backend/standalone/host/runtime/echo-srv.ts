import type { EchoBackend, EchoEvent, EchoSrv } from '@grafana/runtime';

/** Takes usage events and sends them nowhere: a stand-alone page reports to no one. */
export class SilentEchoSrv implements EchoSrv {
  flush(): void {}
  addBackend(_backend: EchoBackend): void {}
  addEvent<T extends EchoEvent>(_event: Omit<T, 'meta'>, _meta?: object): void {}
  onInteraction(): () => void {
    return () => {};
  }
}
