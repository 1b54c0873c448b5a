// Which bundles are made of which files: the renderer by Vite, the hosts and the worker by Rolldown.
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rolldown, type InputOptions } from 'rolldown';
import { build } from 'vite';
import { THREAD_ENTRIES } from '../electron/threads/entries.ts';
import { licencesText, packagesOf } from './licences.ts';
import { ROOT } from './paths.ts';

const shared: InputOptions = {
  cwd: ROOT,
  platform: 'node',
  external: ['electron'],
  logLevel: 'warn',
  // ws looks for native helpers that are not installed; this removes that attempt from the bundle.
  transform: { define: { 'process.env.WS_NO_BUFFER_UTIL': '"1"', 'process.env.WS_NO_UTF_8_VALIDATE': '"1"' } },
};

export async function bundle(folder: string): Promise<void> {
  const [pages, hosts] = await Promise.all([
    bundleRenderer(folder),
    bundleHosts(folder),
    bundlePreload(folder),
    bundlePageScript(folder),
  ]);
  writeFileSync(join(folder, 'LICENSES.txt'), licencesText(packagesOf([...pages, ...hosts])));
  // The icon of the window if neither the program nor its package has one.
  copyFileSync(join(import.meta.dirname, 'icons', 'icon.png'), join(folder, 'icon.png'));
}

/** Returns the modules in the bundle, including style sheets and fonts. */
async function bundleRenderer(folder: string): Promise<readonly string[]> {
  const modules: string[] = [];
  await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    build: { outDir: join(folder, 'renderer'), emptyOutDir: true },
    plugins: [{ name: 'note-modules', moduleParsed: ({ id }) => void modules.push(id) }],
  });
  return modules;
}

/** The entries of processes and threads, by the name of their bundle. */
export const HOST_ENTRIES: Readonly<Record<string, string>> = {
  main: 'electron/main.ts',
  browser: 'electron/browser/browser.ts',
  cli: 'electron/cli/cli.ts',
  ...Object.fromEntries(Object.entries(THREAD_ENTRIES).map(([name, path]) => [name, `electron/${path}`])),
};

/**
 * Returns the modules in the bundles. The names have no folders, because a thread's `new URL('./NAME.js', import.meta.url)` must
 * work in whichever chunk it ends up in.
 */
export async function bundleHosts(folder: string): Promise<readonly string[]> {
  await using bundled = await rolldown({ ...shared, input: HOST_ENTRIES });
  const { output } = await bundled.write({
    dir: folder,
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
  });
  return output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
}

/** A sandboxed preload script has to be CommonJS. */
async function bundlePreload(folder: string): Promise<void> {
  await using bundled = await rolldown({ ...shared, input: 'electron/preload.ts' });
  await bundled.write({ file: join(folder, 'preload.cjs'), format: 'cjs' });
}

/** It is inserted into the pages of a recording as one text, so it cannot import anything. */
export async function bundlePageScript(folder: string): Promise<void> {
  await using bundled = await rolldown({ cwd: ROOT, input: 'renderer/recorded-page/watch-page.ts', logLevel: 'warn' });
  await bundled.write({ file: join(folder, 'watch-page.js'), format: 'iife', name: 'onrushWatchPage' });
}
