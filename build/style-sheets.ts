// What the build does to the renderer's style sheets: names of media become their queries, and every module lies in the layer "app".
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
  const resolved = sheet.replaceAll(/@media \((--[\w-]+)\)/g, (_rule, name: string) => `@media ${queryOf(name, path)}`);
  return path.endsWith('.module.css') ? `@layer app {\n${resolved}}\n` : resolved;
}

function queryOf(name: string, path: string): string {
  const query = QUERIES.get(name);
  if (query === undefined) throw new Error(`${path}: ${name} is not a name in renderer/ui/breakpoints.ts.`);
  return query;
}
