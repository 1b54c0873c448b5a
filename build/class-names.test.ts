// Style modules keep classes apart; this holds what the compiler cannot see: a class that is asked for exists, and each is used.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = join(import.meta.dirname, '..', 'renderer');
const SHEETS = globSync('**/*.css', { cwd: RENDERER }).map((path) => join(RENDERER, path));
const COMPONENTS = globSync('**/*.{ts,tsx}', { cwd: RENDERER }).map((path) => join(RENDERER, path));
/** A state is never styled alone, only on or below a class of the module it stands in. */
const STATE = /^(is|has)-/;

function sheetText(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
}

function localClasses(path: string): Set<string> {
  const rules = sheetText(path).replaceAll(/:global\([^)]*\)/g, '');
  return new Set([...rules.matchAll(/\.([a-zA-Z][\w-]*)(?=[^{};]*\{)/g)].map((match) => match[1] ?? ''));
}

function globalClasses(): Set<string> {
  const plain = SHEETS.filter((path) => !path.endsWith('.module.css')).flatMap((path) => [...localClasses(path)]);
  const marked = SHEETS.flatMap((path) => [...sheetText(path).matchAll(/:global\(\.([\w-]+)\)/g)].map((match) => match[1] ?? ''));
  return new Set([...plain, ...marked]);
}

interface Use {
  readonly sheet: string;
  readonly name: string;
  /** A name that is put together from parts: its beginning. */
  readonly isBeginning: boolean;
}

function usesIn(component: string): Use[] {
  const source = readFileSync(component, 'utf8');
  return [...source.matchAll(/^import (\w+) from '([^']+\.module\.css)';$/gm)].flatMap(([, local = '', path = '']) =>
    [...source.matchAll(new RegExp(`\\b${local}\\[['\`]([\\w-]+)(\\$\\{)?`, 'g'))].map(([, name = '', hole]) => ({
      sheet: join(dirname(component), path),
      name,
      isBeginning: hole !== undefined,
    })),
  );
}

const USES = COMPONENTS.flatMap(usesIn);

test('every class that a component asks of a module is in it', () => {
  const classesOf = new Map(SHEETS.map((sheet) => [sheet, localClasses(sheet)]));
  const missing = USES.filter(({ sheet, name, isBeginning }) => {
    const names = [...(classesOf.get(sheet) ?? [])];
    return isBeginning ? !names.some((known) => known.startsWith(name)) : !names.includes(name);
  });
  expect(USES.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

test('every class of a module is asked for', () => {
  const isUsed = (sheet: string, known: string): boolean =>
    USES.some((use) => use.sheet === sheet && (use.isBeginning ? known.startsWith(use.name) : use.name === known));
  const unused = SHEETS.filter((path) => path.endsWith('.module.css')).flatMap((sheet) =>
    [...localClasses(sheet)].filter((name) => !isUsed(sheet, name)).map((name) => `${basename(sheet)} ${name}`),
  );
  expect(unused).toEqual([]);
});

test('a class that is written out as a word is one of the global ones', () => {
  const known = globalClasses();
  const words = COMPONENTS.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/className="([^"]*)"/g)].flatMap((match) =>
      (match[1] ?? '').split(' ').map((name) => ({ path: basename(path), name })),
    ),
  );
  expect(words.filter(({ name }) => !STATE.test(name) && !known.has(name))).toEqual([]);
});
