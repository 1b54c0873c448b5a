// What the build does to the renderer's style sheets: names of media are replaced by their queries, every module is in the layer
// "app", and a module may refer to a class of another one.
import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { customMediaName, MEDIA } from '../renderer/ui/breakpoints.ts';

const QUERIES = new Map<string, string>(Object.entries(MEDIA).map(([name, query]) => [customMediaName(name), query]));

export function styleSheets(): Plugin {
  return {
    name: 'onrush-style-sheets',
    enforce: 'pre',
    transform: {
      filter: { id: /\/renderer\/.*\.css$/ },
      handler: (sheet, path) => ({ code: prepareSheet(sheet, path), map: null }),
    },
  };
}

export function prepareSheet(sheet: string, path: string): string {
  const resolved = withClassesOfOthers(
    sheet.replaceAll(/@media \((--[\w-]+)\)/g, (_rule, name: string) => `@media ${queryOf(name, path)}`),
  );
  return path.endsWith('.module.css') ? `@layer app {\n${resolved}}\n` : resolved;
}

/** The name of a module's class in the page. The names of modules are unique. */
export function scopedName(name: string, path: string): string {
  return `${basename(path.replace(/\?.*$/, ''), '.module.css')}_${name}`;
}

/**
 * "@value plan-label from './plan-fields.module.css';" imports the class of that module, which is not copied as `composes` would
 * do.
 */
const CLASSES_FROM = /^@value ([\w, -]+) from '([^']+)';\n/gm;

function withClassesOfOthers(sheet: string): string {
  const others = [...sheet.matchAll(CLASSES_FROM)].flatMap(([, names = '', path = '']) =>
    names.split(', ').map((name) => [name, scopedName(name, path)] as const),
  );
  return others.reduce(
    (text, [name, scoped]) => text.replaceAll(new RegExp(`\\.${name}(?![\\w-])`, 'g'), `:global(.${scoped})`),
    sheet.replaceAll(CLASSES_FROM, ''),
  );
}

function queryOf(name: string, path: string): string {
  const query = QUERIES.get(name);
  if (query === undefined) throw new Error(`${path}: ${name} is not a name in renderer/ui/breakpoints.ts.`);
  return query;
}
