// Style modules separate classes; this checks what the compiler cannot see: a class that is used exists, each class is used, and
// the only global classes are those of libraries and of states.
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const RENDERER = join(import.meta.dirname, '..', 'renderer');
const SHEETS = globSync('**/*.css', { cwd: RENDERER }).map((path) => join(RENDERER, path));
const COMPONENTS = globSync('**/*.{ts,tsx}', { cwd: RENDERER }).map((path) => join(RENDERER, path));
/** A state is never styled alone, only on or below a class of its own module. */
const STATE = /^(is|has)-/;
const OF_LIBRARIES = /^(mantine|recharts)-/;

function sheetText(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
}

/** Classes of other modules that a module refers to, with the sheet that defines them. */
function classesOfOthers(path: string): Map<string, string> {
  const lines = sheetText(path).matchAll(/^@value ([\w, -]+) from '([^']+)';$/gm);
  return new Map(
    [...lines].flatMap(([, names = '', from = '']) =>
      names.split(', ').map((name) => [name, join(dirname(path), from)] as const),
    ),
  );
}

function localClasses(path: string): Set<string> {
  const others = classesOfOthers(path);
  const rules = sheetText(path)
    .replaceAll(/^@value .*$/gm, '')
    .replaceAll(/:global\([^)]*\)/g, '');
  const names = [...rules.matchAll(/\.([a-zA-Z][\w-]*)(?=[^{};]*\{)/g)].map((match) => match[1] ?? '');
  return new Set(names.filter((name) => !others.has(name)));
}

function globalClasses(path: string): string[] {
  if (!path.endsWith('.module.css')) return [...localClasses(path)];
  return [...sheetText(path).matchAll(/:global\(\.([\w-]+)\)/g)].map((match) => match[1] ?? '');
}

interface Use {
  readonly sheet: string;
  readonly name: string;
  /** A name that is composed of parts: only its beginning is known. */
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

test('every class that a component takes from a module exists in it', () => {
  const classesOf = new Map(SHEETS.map((sheet) => [sheet, localClasses(sheet)]));
  const missing = USES.filter(({ sheet, name, isBeginning }) => {
    const names = [...(classesOf.get(sheet) ?? [])];
    return isBeginning ? !names.some((known) => known.startsWith(name)) : !names.includes(name);
  });
  expect(USES.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

test('every class of a module is used', () => {
  const isUsed = (sheet: string, known: string): boolean =>
    USES.some((use) => use.sheet === sheet && (use.isBeginning ? known.startsWith(use.name) : use.name === known));
  const unused = SHEETS.filter((path) => path.endsWith('.module.css')).flatMap((sheet) =>
    [...localClasses(sheet)].filter((name) => !isUsed(sheet, name)).map((name) => `${basename(sheet)} ${name}`),
  );
  expect(unused).toEqual([]);
});

test('a class of another module exists in that module', () => {
  const missing = SHEETS.flatMap((sheet) =>
    [...classesOfOthers(sheet)]
      .filter(([name, from]) => !localClasses(from).has(name))
      .map(([name]) => `${basename(sheet)} ${name}`),
  );
  expect(missing).toEqual([]);
});

test('each module has its own name, which is part of the names of its classes', () => {
  const names = SHEETS.map((sheet) => basename(sheet));
  expect(names).toHaveLength(new Set(names).size);
});

test('the page uses only classes of libraries and words for a state', () => {
  const own = SHEETS.flatMap((sheet) =>
    globalClasses(sheet)
      .filter((name) => !STATE.test(name) && !OF_LIBRARIES.test(name))
      .map((name) => `${basename(sheet)} ${name}`),
  );
  expect(own).toEqual([]);
});

test('a class that is written as a plain word is a state', () => {
  const words = COMPONENTS.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/className=(?:"([^"]*)"|\{`([^`$]*))/g)].flatMap((match) =>
      (match[1] ?? match[2] ?? '').split(' ').map((name) => ({ path: basename(path), name })),
    ),
  );
  expect(words.filter(({ name }) => name !== '' && !STATE.test(name))).toEqual([]);
});

test('a conditional class is a state or comes from its module', () => {
  const words = COMPONENTS.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/className=\{([^{}\n]*)\}/g)].flatMap(([, text = '']) =>
      [...text.matchAll(/[?:(,] '([a-z][\w -]*)'/g)].flatMap(([, names = '']) =>
        names.split(' ').map((name) => ({ path: basename(path), name })),
      ),
    ),
  );
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter(({ name }) => !STATE.test(name))).toEqual([]);
});
