// Provides files that an import brings for the time of a replay, which stores nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `act` gets the folder from which the plan's relative paths count; without files that is `folder`. */
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
