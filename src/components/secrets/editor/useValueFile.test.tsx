import { act, renderHook } from '@testing-library/react';
import { useValueFile } from './useValueFile';

/** A file that is read when the test says so. */
class SlowFile extends File {
  readonly content: Uint8Array<ArrayBuffer>;
  isRead: () => void = () => {};
  readonly #reading = new Promise<ArrayBuffer>((resolve) => (this.isRead = () => resolve(this.content.buffer)));

  constructor(text: string) {
    super([text], 'value.txt');
    this.content = new TextEncoder().encode(text);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#reading;
  }
}

function setUp() {
  const onText = jest.fn<void, [string]>();
  const { result, unmount } = renderHook(() => useValueFile(onText));
  return { onText, result, unmount };
}

describe('the file that a value is from', () => {
  it('is taken once it is read, and its bytes are wiped', async () => {
    const { onText, result } = setUp();
    const file = new SlowFile('from a file');
    await act(async () => {
      const taken = result.current.take([file]);
      file.isRead();
      expect(await taken).toBeUndefined();
    });
    expect(onText.mock.calls).toEqual([['from a file']]);
    expect(result.current.fileName).toBe('value.txt');
    expect(file.content.every((byte) => byte === 0)).toBe(true);
  });

  it.each<[string, (setup: ReturnType<typeof setUp>) => unknown]>([
    ['the form was closed', ({ unmount }) => unmount()],
    ['another value was preferred', ({ result }) => result.current.leave()],
    ['another file was chosen', ({ result }) => result.current.take([new SlowFile('another')])],
  ])('is dropped when %s meanwhile', async (_what, happens) => {
    const setup = setUp();
    const file = new SlowFile('from a file');
    await act(async () => {
      const taken = setup.result.current.take([file]);
      happens(setup);
      file.isRead();
      expect(await taken).toBeUndefined();
    });
    expect(setup.onText).not.toHaveBeenCalled();
    expect(file.content.every((byte) => byte === 0)).toBe(true);
  });
});
