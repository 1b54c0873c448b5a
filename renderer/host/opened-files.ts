// Files that somebody opened with Onrush from outside: by a double click, on its icon, as an argument.
import { fail, succeed, type Result } from '../../shared/errors.ts';
import { OPENED_PATH } from '../../shared/window-bridge.ts';
import type { OpenedFile } from '../../shared/window-commands.ts';
import { call, rememberPath } from './client.ts';
import { importRunAt } from './import-run.ts';
import { openAnyFile } from './open-any-file.ts';
import { showFailure } from '../ui/toasts.tsx';

export async function takeOpenedFiles(): Promise<void> {
  const taken = await call('files.take', {});
  // A lost connection is reported elsewhere; the files are taken when it is back.
  if (!taken.ok) return;
  for (const opened of taken.value) {
    if (opened.kind === 'failed') showFailure(opened.failure);
    if (opened.kind === 'runs') await importRunAt(opened.path);
    if (opened.kind !== 'plan') continue;
    const file = await fileOf(opened);
    if (!file.ok) showFailure(file.failure);
    else await openAnyFile([file.value]);
  }
}

/** The bytes stay where the browser keeps files: the page holds none of them until somebody reads the file. */
async function fileOf({ name, path, ticket }: Extract<OpenedFile, { kind: 'plan' }>): Promise<Result<File>> {
  try {
    const response = await fetch(`${OPENED_PATH}${ticket}`);
    if (!response.ok) throw new Error(String(response.status));
    const file = new File([await response.blob()], name);
    rememberPath(file, path);
    return succeed(file);
  } catch {
    return fail('bad_request', `“${name}” cannot be read. Check that it still exists and that you may open it.`);
  }
}
