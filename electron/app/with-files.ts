// Files that an import brings, for as long as its plan is tried: a replay keeps nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `act`: with the folder that the plan's relative paths count from; `folder` where there are no files. */
export async function withFiles<T>(
  files: readonly BroughtFile[],
  folder: string,
  act: (folder: string) => Promise<T>,
): Promise<T> {
  if (files.length === 0) return await act(folder);
  const own = mkdtempSync(join(tmpdir(), 'onrush-replay-'));
  try {
    for (const { name, bytes } of files) writeFileSync(join(own, name), bytes, { mode: 0o600 });
    return await act(own);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

export function broughtFile({ name, base64 }: { readonly name: string; readonly base64: string }): BroughtFile {
  return { name, bytes: Buffer.from(base64, 'base64') };
}
