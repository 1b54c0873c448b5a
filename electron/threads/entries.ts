// The threads of the app: by name, the file that each begins with. The bundler makes one file for each of these names.

/** Paths within `electron/`. */
export const THREAD_ENTRIES = {
  worker: 'engine/worker.ts',
  'comparing-thread': 'compare/comparing-thread.ts',
  'sample-reader': 'samples/sample-reader.ts',
  'exporting-thread': 'export/thread/exporting-thread.ts',
  'importing-thread': 'import/importing-thread.ts',
  'recovering-thread': 'app/recovery/recovering-thread.ts',
  'echo-server': 'calibration/echo-server.ts',
} as const;

export type ThreadName = keyof typeof THREAD_ENTRIES;

/** As TypeScript in development and tests, bundled beside this file otherwise. */
export function entryOf(name: ThreadName): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `../${THREAD_ENTRIES[name]}` : `./${name}.js`, import.meta.url);
}
