import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { buildHost } from './build-host.ts';
import { readManifest } from './host-manifest.ts';
import { TemporaryFiles } from './testing/built-files.ts';

/** Measured 4 s on two cores. */
const BUILD_MS = 60_000;

it(
  'builds the host: every file of the manifest is there, with a compressed copy',
  async () => {
    await using files = await TemporaryFiles.with({ 'out/of-an-older-build.js': '' });
    const outdir = files.path('out');
    const manifest = await buildHost(outdir);
    expect(await readManifest(outdir)).toEqual(manifest);

    const listed = [manifest.main, manifest.signIn].flatMap(({ script, preloads, styles }) => [
      script,
      ...preloads,
      ...styles,
    ]);
    for (const file of listed) {
      expect(file).toMatch(/^(?:chunks\/)?[\w-]+-[A-Z0-9]{8}\.(?:js|css)$/);
      const [plain, compressed] = await Promise.all([readFile(`${outdir}/${file}`), readFile(`${outdir}/${file}.gz`)]);
      expect(gunzipSync(compressed).equals(plain)).toBe(true);
    }
    expect(await readdir(outdir)).not.toContain('of-an-older-build.js');
    // The form is the first thing a visitor waits for; it must not pull in the rest.
    expect((await readFile(`${outdir}/${manifest.signIn.script}`)).length).toBeLessThan(10_000);
  },
  BUILD_MS
);
