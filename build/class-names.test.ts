// All style sheets share one page: a class that two screens give rules of their own would be laid out by both.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SCREENS = join(import.meta.dirname, '..', 'renderer', 'screens');

/** The first class of each selector: what the sheet is about. */
function leadingClasses(sheet: string): string[] {
  const rules = sheet.replaceAll(/\/\*.*?\*\//gs, '');
  return [...rules.matchAll(/(?:^|[{},])\s*\.([\w-]+)[^{}]*?(?=[,{])/g)].map((match) => match[1] ?? '');
}

test('no class is styled by the sheets of two screens', () => {
  const screensOf = new Map<string, Set<string>>();
  for (const path of globSync('*/**/*.css', { cwd: SCREENS })) {
    const screen = path.split(/[/\\]/)[0] ?? '';
    for (const name of leadingClasses(readFileSync(join(SCREENS, path), 'utf8'))) {
      screensOf.set(name, (screensOf.get(name) ?? new Set()).add(screen));
    }
  }
  expect(screensOf.get('request-row')).toEqual(new Set(['run']));
  expect([...screensOf].filter(([, screens]) => screens.size > 1)).toEqual([]);
});
