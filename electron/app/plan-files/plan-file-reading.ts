// Locates and reads the files that a plan names, and says why one cannot be read. Relative paths count from the folder of the
// plan.
import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { errorCode } from '../../../shared/error-code.ts';

/** `fail` makes an error from a whole sentence. @throws that error */
export function readNamedFile(folder: string, file: string, fail: (sentence: string) => Error): Buffer {
  const { path } = inspectNamedFile(folder, file, fail);
  try {
    return readFileSync(path);
  } catch (error) {
    throw fail(whyUnread(folder, file, error));
  }
}

/** A pipe or a device would be read without end, so it is refused. @throws the error that `fail` makes */
export function inspectNamedFile(
  folder: string,
  file: string,
  fail: (sentence: string) => Error,
): { path: string; bytes: number } {
  if (file.includes('\0')) throw fail(`No path has a zero byte in it: “${file.replaceAll('\0', String.raw`\0`)}”. Name another.`);
  const path = resolve(folder, file);
  try {
    accessSync(path, constants.R_OK);
    const stats = statSync(path);
    if (stats.isFile()) return { path, bytes: stats.size };
    throw fail(
      stats.isDirectory() ? folderSentence(path) : `${path} is not a regular file, so its length is not known. Name another.`,
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'errno' in error) throw fail(whyUnread(folder, file, error));
    throw error;
  }
}

function whyUnread(folder: string, file: string, error: unknown): string {
  const place = resolve(folder, file);
  const code = errorCode(error);
  if (code === 'EISDIR') return folderSentence(place);
  if (code === 'EACCES' || code === 'EPERM') return `${place} may not be read. Change its permissions.`;
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return `${place} cannot be read (${code}).`;
  return isAbsolute(file)
    ? `There is no file ${place}.`
    : `There is no file ${place}. The path “${file}” counts from the folder of the plan, ${resolve(folder)}.`;
}

function folderSentence(place: string): string {
  return `${place} is a folder, not a file.`;
}
