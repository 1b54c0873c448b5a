// The threads of the app: the entry file and the memory limit of each, by name. The bundler makes one file for each of these
// names.

/** Paths within `electron/`. */
export const THREAD_ENTRIES = {
  worker: 'engine/worker.ts',
  'alarm-thread': 'engine/time/alarm-thread.ts',
  'comparing-thread': 'compare/comparing-thread.ts',
  'sample-reader': 'samples/sample-reader.ts',
  'exporting-thread': 'export/thread/exporting-thread.ts',
  'importing-thread': 'import/importing-thread.ts',
  'reading-thread': 'import/reading-thread.ts',
  'recovering-thread': 'app/recovery/recovering-thread.ts',
  'echo-server': 'calibration/echo-server.ts',
} as const;

export type ThreadName = keyof typeof THREAD_ENTRIES;

/**
 * In Electron all threads of a process share one space of 4 GB, and one that fills it takes the whole window down; with its own bound
 * it ends alone, and says so. In plain Node it does so anyway.
 */
export function mostHeapMb(name: string, versions: NodeJS.ProcessVersions = process.versions): number | null {
  if (versions['electron'] === undefined) return null;
  return name === 'worker' ? 512 : 1024;
}

/** A TypeScript file in development and tests, otherwise the bundle in the folder of this file. */
export function entryOf(name: ThreadName): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return new URL(isSource ? `../${THREAD_ENTRIES[name]}` : `./${name}.js`, import.meta.url);
}
