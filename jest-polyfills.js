// What jsdom lacks and React 19, Scenes or @grafana/ui touch as they load; it has to be there before any of them.
const { ReadableStream, TransformStream, WritableStream } = require('node:stream/web');
const { TextDecoder, TextEncoder } = require('node:util');

// A real MessageChannel keeps the worker alive after the last test.
class MessageChannelShim {
  constructor() {
    this.port1 = { onmessage: null };
    this.port2 = { postMessage: (data) => setTimeout(() => this.port1.onmessage?.({ data }), 0) };
  }
}

class ObserverShim {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

Object.assign(globalThis, {
  MessageChannel: MessageChannelShim,
  IntersectionObserver: ObserverShim,
  ResizeObserver: ObserverShim,
  ReadableStream,
  TransformStream,
  WritableStream,
  TextDecoder,
  TextEncoder,
});
