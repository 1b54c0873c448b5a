// The script that reports what a person presses and types. It runs in every page, in an isolated world that the page cannot see.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** The function that the script calls to report. */
export const BINDING = 'onrushNote';
export const WORLD = 'onrush';

/** TypeScript in development and tests; otherwise a bundle beside this file. */
export function pageScript(): string {
  const isSource = import.meta.url.endsWith('.ts');
  if (!isSource) return readFileSync(new URL('./watch-page.js', import.meta.url), 'utf8');
  const source = readFileSync(new URL('../../../renderer/recorded-page/watch-page.ts', import.meta.url), 'utf8');
  return `(() => {${stripTypeScriptTypes(source).replaceAll(/^export /gm, '')}\n})();`;
}
