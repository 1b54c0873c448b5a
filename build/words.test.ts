// Words that are not used here: in sources, styles and documents. Each has a suggestion of what to write instead.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const PATTERNS = ['{shared,electron,renderer,e2e,build}/**/*.{ts,tsx,css,mjs,md}', '.github/**/*.md', 'README.md'];
const FILES = globSync(PATTERNS, { cwd: ROOT, exclude: ['build/words.test.ts'] });

const UNUSED: readonly (readonly [word: RegExp, instead: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/i, 'repair, correct or fix'],
  [/\bdeeds?\b/i, 'action'],
  [/\bkeepers?\b/i, 'manager'],
  [/\bhand-?outs?\b/i, 'copy'],
  [/\bhero(?:es)?\b/i, 'main chart'],
  // The demo's shop sells a standing desk.
  [/\bstanding\b(?! desk)/i, 'state, counts or results'],
  [/\btold\b/i, 'reported, shown or distinguished'],
  [/\bso many\b/i, 'this number of, at most this number of'],
  [/\bthat are none\b/i, 'that are not'],
  [/\basks? for less\b/i, 'throttles'],
  [/\b(?:whomever|whither|hither|thereof|whatsoever)\b/i, 'a word of today'],
  [/\banew\b/i, 'again, or new each time'],
  [/\bstands? for itself\b/i, 'refers to itself'],
  [/\b(?:bytes|times|parts|sums|runs|requests) are none\b/i, 'are not'],
  [/\bnone of (?:its|their|his) business\b/i, 'does not concern it'],
  [/\bone behind the other\b/i, 'one after another'],
  [/\b(?:wherein|whereby|thereby|henceforth|hence|unto|amidst|whilst)\b/i, 'a word of today'],
  [/\bma(?:de|kes?) a mistake\b/i, 'Internal error'],
  [/\bin no figures?\b/i, 'excluded from all statistics'],
  [/\bat last\b/i, 'finally, latest'],
  [/\bso wide\b/i, 'widened so that'],
  [/\b(?:prove its name|pose as)\b/i, 'a certificate that is not valid'],
  [
    /\b(?:hereby|herein|therein|thereto|thereupon|therewith|thence|whence|forthwith|albeit|nought|naught|shall)\b/i,
    'a word of today',
  ],
  [/\bupon\b/i, 'on'],
  [/\bto be had\b/i, 'available'],
  [/\bis no \w+ any more\b/i, 'is no longer'],
  [/\btoo few to say\b/i, 'Too few requests'],
  [/\b(?:runs?|plans?|batch|batches) of before\b/i, 'older'],
];

test.each(UNUSED)('%s is not written', (word, instead) => {
  const found = FILES.flatMap((path) =>
    readFileSync(join(ROOT, path), 'utf8')
      .split('\n')
      .flatMap((line, at) => (word.test(line) ? [`${path}:${at + 1} ${line.trim()} (write: ${instead})`] : [])),
  );
  expect(FILES.length).toBeGreaterThan(900);
  expect(found).toEqual([]);
});
