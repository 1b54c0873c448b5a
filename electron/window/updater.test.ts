// The library that downloads and installs updates, as it is: its half for Windows, on a server of this computer.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type RequestOptions, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NsisUpdater, type AppUpdater, type CancellationToken } from 'electron-updater';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { updaterWith, type Updater } from './updater.ts';

const required = createRequire(createRequire(import.meta.url).resolve('electron-updater'));
const { configureRequestOptions, configureRequestUrl, HttpExecutor } = required('builder-util-runtime');

const INSTALLER = Buffer.alloc(300_000, 'installer');
const SHA512 = createHash('sha512').update(INSTALLER).digest('base64');

let folder: string;
let server: Server;
let updater: Updater;
let library: AppUpdater;
/** What the server has for each path. */
let files: Record<string, string | Buffer>;
/** Set: the download stops half-way. */
let isStuck: boolean;
const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);

/** Electron's own way to the network is not here. */
class NodeExecutor extends HttpExecutor {
  createRequest(options: RequestOptions, handle: (response: unknown) => void): unknown {
    return request(options, handle);
  }
  async download(url: URL, destination: string, options: { cancellationToken: CancellationToken }): Promise<string> {
    return await options.cancellationToken.createPromise((resolve, reject, onCancel) => {
      const asked = { redirect: 'manual' };
      configureRequestUrl(url, asked);
      configureRequestOptions(asked);
      const callback = (error: unknown): void => (error instanceof Error ? reject(error) : resolve(destination));
      this['doDownload'](asked, { destination, options, onCancel, callback, responseHandler: null }, 0);
    });
  }
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-updater-'));
  isStuck = false;
  server = createServer((asked, response) => {
    // The system of this test has a list of its own.
    const file = files[(asked.url?.split('?')[0] ?? '').replace(/^\/latest.*\.yml$/, '/latest.yml')];
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-length': file.length });
    if (isStuck && Buffer.isBuffer(file)) response.write(file.subarray(0, 1000));
    else response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  files = { '/latest.yml': metadata('1.2.0'), '/Onrush-1.2.0-win-x64.exe': INSTALLER };
  const { port } = server.address() as AddressInfo;
  // As the builder writes it beside the program.
  const config = join(folder, 'app-update.yml');
  writeFileSync(config, `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: onrush-updater\n`);
  library = new NsisUpdater(null, {
    version: '1.1.0',
    name: 'Onrush',
    isPackaged: true,
    appUpdateConfigPath: config,
    userDataPath: folder,
    baseCachePath: join(folder, 'cache'),
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => expect.unreachable('Nothing is installed at a quit.'),
  });
  Object.assign(library, { httpExecutor: new NodeExecutor() });
  updater = updaterWith(library);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
  written.mockClear();
});

function metadata(version: string, sha512 = SHA512): string {
  const file = `Onrush-${version}-win-x64.exe`;
  return `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${INSTALLER.length}\npath: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-30T00:00:00.000Z'\n`;
}

const never = new AbortController().signal;

test('a newer version is found and downloaded, and its share is reported', async () => {
  const shares: number[] = [];
  expect(await updater.find()).toBe('1.2.0');
  await updater.download(never, (share) => shares.push(share));
  expect(shares.at(-1) ?? 1).toBeLessThanOrEqual(1);
});

test.each(['1.1.0', '1.0.9'])('%s is not newer', async (version) => {
  files = { '/latest.yml': metadata(version) };
  expect(await updater.find()).toBeNull();
});

test('a file that was exchanged in transit is refused', async () => {
  files['/Onrush-1.2.0-win-x64.exe'] = Buffer.alloc(INSTALLER.length, 'exchanged');
  await updater.find();
  await expect(updater.download(never, () => undefined)).rejects.toThrow(/sha512 checksum mismatch/);
  const failed = vi.fn<(error: Error) => void>();
  updater.install(failed);
  expect(failed).toHaveBeenCalledOnce();
});

test('a download can be cancelled', async () => {
  isStuck = true;
  await updater.find();
  const cancel = new AbortController();
  const download = updater.download(cancel.signal, () => undefined);
  cancel.abort();
  await expect(download).rejects.toThrow(/cancelled/i);
});

test('a release without the file that it names is a failure, and so is a server that is gone', async () => {
  delete files['/Onrush-1.2.0-win-x64.exe'];
  await updater.find();
  await expect(updater.download(never, () => undefined)).rejects.toThrow(/404/);
  files = {};
  await expect(updater.find()).rejects.toThrow(/latest.*\.yml/);
});

test('the updater does nothing by itself', () => {
  expect([library.autoDownload, library.autoInstallOnAppQuit, library.allowDowngrade]).toEqual([false, false, false]);
});
