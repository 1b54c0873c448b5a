// Reads the files from which a plan is made: decodes their text from any encoding, unpacks them, and accepts a folder of them.
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { errorCode } from '../../shared/error-code.ts';
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { brunoPaths } from '../../shared/plan/from/bruno/bruno-paths.ts';
import { brokenGzip, ImportBytes, isGzip, MOST_IMPORT_BYTES, tooLarge } from '../../shared/plan/from/imported/import-bytes.ts';
import type { MarkedEncoding } from '../../shared/text-encoding.ts';
import { readImport, type GivenFile } from '../../shared/plan/from/imported/read-import.ts';

/** A folder may hold at most this number of files. */
const MOST_FILES = 2000;

/** Combines the files at these paths. The only folder that is accepted is that of a Bruno collection. */
export function readImportFiles(paths: readonly string[]): Result<Imported> {
  const files: GivenFile[] = [];
  for (const path of paths) {
    const read = readAt(path);
    if (!read.ok) return read;
    files.push(...read.value);
  }
  return readImport(files);
}

function readAt(path: string): Result<readonly GivenFile[]> {
  try {
    const { size, isDirectory } = inspected(path);
    if (isDirectory) return readFolder(path);
    if (size > MOST_IMPORT_BYTES) return tooLarge(path);
    const file = fileAt(path, path);
    return file.ok ? succeed([file.value]) : file;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return fail('import_invalid', `There is no file ${path}.`);
    if (code !== '') return fail('import_invalid', `The file ${path} cannot be read (${code}).`);
    throw error;
  }
}

const PART_BYTES = 4_000_000;

/** `path`: what it is called in the import. */
function fileAt(place: string, path: string): Result<GivenFile> {
  const reading = new ImportBytes(path, decode);
  const file = openSync(place, 'r');
  try {
    for (;;) {
      const part = new Uint8Array(PART_BYTES);
      const size = readSync(file, part);
      if (size === 0) return reading.end();
      if (reading.isEmpty && isGzip(part)) return unpackedAt(place, path);
      if (!reading.add(part.subarray(0, size))) return tooLarge(path);
    }
  } finally {
    closeSync(file);
  }
}

function unpackedAt(place: string, path: string): Result<GivenFile> {
  const reading = new ImportBytes(path, decode);
  try {
    reading.add(gunzipSync(readFileSync(place), { maxOutputLength: MOST_IMPORT_BYTES }));
  } catch (error) {
    return errorCode(error) === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(path) : brokenGzip(path);
  }
  return reading.end();
}

function inspected(path: string): { readonly size: number; readonly isDirectory: boolean } {
  const found = statSync(path);
  return { size: found.size, isDirectory: found.isDirectory() };
}

function readFolder(folder: string): Result<readonly GivenFile[]> {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'));
  const paths = brunoPaths(all);
  if (paths.length === 0)
    return fail(
      'import_invalid',
      `The folder ${folder} holds no .bru files and no opencollection.yml. Name a file, or the folder of a Bruno collection.`,
    );
  if (paths.length > MOST_FILES)
    return fail('import_invalid', `The folder ${folder} holds ${paths.length} files; Onrush reads at most ${MOST_FILES}.`);
  const files: GivenFile[] = [];
  for (const path of paths) {
    const file = fileAt(join(folder, path), path);
    if (file.ok) files.push(file.value);
  }
  return succeed(files);
}

function decode(bytes: Uint8Array, encoding: MarkedEncoding): string {
  return new TextDecoder(encoding).decode(bytes);
}
