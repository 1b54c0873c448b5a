// Reads the files that a plan is to be made of: their bytes as text, whatever program wrote them, or a folder of them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { errorCode } from '../../shared/error-code.ts';
import { fail, succeed, type Result } from '../../shared/errors.ts';
import type { Imported } from '../../shared/plan/from/imported/imported.ts';
import { LARGE_BYTES, slimHar } from '../../shared/plan/from/har/slim-har.ts';
import { markedEncoding } from '../../shared/text-encoding.ts';
import { readImport, type GivenFile } from '../../shared/plan/from/imported/read-import.ts';

/** Larger files are not recordings that a person made. */
const MOST_BYTES = 400 * 1024 * 1024;
/** Of a folder. */
const MOST_FILES = 2000;

/** What the files at these paths hold together; the only folder is that of a Bruno collection. */
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
    if (size > MOST_BYTES)
      return fail(
        'import_invalid',
        `The file ${path} has ${Math.round(size / 1024 / 1024)} MB; Onrush reads at most ${MOST_BYTES / 1024 / 1024} MB.`,
      );
    const text = decodeText(readFileSync(path));
    return text === null ? fail('import_invalid', `The file ${path} is not text.`) : succeed([{ path, text }]);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return fail('import_invalid', `There is no file ${path}.`);
    if (code !== '') return fail('import_invalid', `The file ${path} cannot be read (${code}).`);
    throw error;
  }
}

function inspected(path: string): { readonly size: number; readonly isDirectory: boolean } {
  const found = statSync(path);
  return { size: found.size, isDirectory: found.isDirectory() };
}

function readFolder(folder: string): Result<readonly GivenFile[]> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.bru') && !/(?:^|[\\/])node_modules[\\/]/.test(path))
    .toSorted();
  if (paths.length === 0)
    return fail('import_invalid', `The folder ${folder} holds no .bru files. Name a file, or the folder of a Bruno collection.`);
  if (paths.length > MOST_FILES)
    return fail('import_invalid', `The folder ${folder} holds ${paths.length} .bru files; Onrush reads at most ${MOST_FILES}.`);
  return succeed(
    paths.map((path) => ({
      path: relative('.', path).split(sep).join('/'),
      text: decodeText(readFileSync(join(folder, path))) ?? '',
    })),
  );
}

/** UTF-8, or UTF-16 where the bytes say so, as PowerShell writes it; null for what is not a text. */
function decodeText(bytes: Buffer): string | null {
  const encoding = markedEncoding(bytes);
  const isLarge = encoding === 'utf-8' && bytes.length > LARGE_BYTES;
  const text = new TextDecoder(encoding).decode(isLarge ? slimHar(bytes) : bytes);
  // A byte that is not UTF-8 may stand in a recorded body; a zero byte stands in no text.
  return encoding === 'utf-8' && text.includes('\u0000') ? null : text;
}
