// The log file: what went wrong and where, for those who have to find the cause. Limited in size and number; contains no secrets.
import { appendFileSync, closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { makePrivateFolder } from './private-folder.ts';

const MOST_BYTES = 1_000_000;
const MOST_ENTRY = 20_000;
/** On the console, in characters. */
const MOST_WORDS = 500;
const MOST_SHOWN = 64 * 1024;
/** Older files are numbered from 1; the last one is deleted. */
const MOST_OLD_FILES = 4;

const HIDDEN = '***';

/** What only its owner may read, and what is written instead. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // User names and passwords of URLs, including passwords that contain an @.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/?#'"]*@/gi, `$1${HIDDEN}@`],
  // Header lines and fields of objects, up to the end of the value.
  [
    /(["']?(?<![\w-])(?:[\w-]*authorization|(?:set-)?cookie|[\w-]*api[-_]?key|[\w-]*(?:token|secret|password|passphrase))["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&}\])]+(?: [^\s,;&}\])]+)?)/gi,
    `$1${HIDDEN}`,
  ],
  [/\b(bearer|basic)\s+[\w.~+/=-]+/gi, `$1 ${HIDDEN}`],
  [/-----BEGIN ([A-Z ]*PRIVATE KEY)-----[\s\S]*?(?:-----END \1-----|$)/g, `$1 ${HIDDEN}`],
];

let folder: string | null = null;

/** From now on errors are written to FOLDER/logs/onrush.log. A thread is given what `logFolder` returns in its process. */
export function openLog(dataFolder: string): void {
  folder = join(dataFolder, 'logs');
}

export function continueLog(known: string | null): void {
  folder = known;
}

/** Returns null until a log was opened. */
export function logFolder(): string | null {
  return folder;
}

/** At most `most` lines of the newest file. */
export function lastLogLines(most: number): string[] {
  if (folder === null) return [];
  try {
    const file = openSync(join(folder, 'onrush.log'), 'r');
    try {
      const { size } = statSync(join(folder, 'onrush.log'));
      const bytes = new Uint8Array(Math.min(size, MOST_SHOWN));
      const count = readSync(file, bytes, 0, bytes.length, size - bytes.length);
      return new TextDecoder().decode(bytes.subarray(0, count)).trimEnd().split('\n').slice(-most);
    } finally {
      closeSync(file);
    }
  } catch {
    // No error has been logged yet.
    return [];
  }
}

/**
 * `where` names the process or thread and what it was doing. Where there is a log, the console says only what went wrong; the
 * stack is in the log. Never throws.
 */
export function logError(where: string, error: unknown): void {
  const text = redacted(inspect(error, { depth: 3, maxStringLength: 2000 }).slice(0, MOST_ENTRY));
  console.error(`${where}: ${folder === null ? text : `${redacted(wordsOf(error))} (details: ${join(folder, 'onrush.log')})`}`);
  if (folder === null) return;
  try {
    makePrivateFolder(folder);
    const path = join(folder, 'onrush.log');
    if (existsSync(path) && statSync(path).size > MOST_BYTES) rotate(folder);
    appendFileSync(path, `${new Date().toISOString()} [${process.pid}] ${where}: ${text}\n`, { mode: 0o600 });
  } catch (failure) {
    console.error(`The log could not be written: ${String(failure)}`);
  }
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return (words.split('\n')[0] ?? '').slice(0, MOST_WORDS);
}

function rotate(within: string): void {
  const old = (number: number): string => join(within, number === 0 ? 'onrush.log' : `onrush-${number}.log`);
  for (let number = MOST_OLD_FILES - 1; number >= 0; number -= 1) {
    if (existsSync(old(number))) renameSync(old(number), old(number + 1));
  }
}

function redacted(text: string): string {
  return SECRETS.reduce((known, [pattern, replacement]) => known.replaceAll(pattern, replacement), text);
}
