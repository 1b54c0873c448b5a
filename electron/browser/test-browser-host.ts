// A browser host in a new temporary folder, with pages of its own, for tests.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openBrowserHost } from './host.ts';

export interface TestBrowserHost {
  readonly folder: string;
  readonly origin: string;
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** `files` by their paths below the temporary folder; those in "pages" are served. */
export async function openTestBrowserHost(files: Readonly<Record<string, string>>): Promise<TestBrowserHost> {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-browser-host-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const host = await openBrowserHost({ port: 0, dataFolder: join(folder, 'data'), pages: join(folder, 'pages') });
  const { origin, hash } = new URL(host.url);
  return {
    folder,
    origin,
    token: hash.replace('#token=', ''),
    close: async () => {
      await host.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
