// Files that somebody opened with Onrush from outside: by double click, on its icon, as an argument.
import { call, rememberPath } from './client.ts';
import { importRunAt } from './import-run.ts';
import { openAnyFile } from './open-any-file.ts';
import { showFailure } from '../ui/toasts.tsx';

export async function takeOpenedFiles(): Promise<void> {
  const taken = await call('files.take', {});
  // A lost connection is said elsewhere; they are taken when it is back.
  if (!taken.ok) return;
  for (const opened of taken.value) {
    if (opened.kind === 'failed') showFailure(opened.failure);
    if (opened.kind === 'runs') await importRunAt(opened.path);
    if (opened.kind !== 'plan') continue;
    const file = new File([new Uint8Array(opened.bytes)], opened.name);
    rememberPath(file, opened.path);
    await openAnyFile([file]);
  }
}
