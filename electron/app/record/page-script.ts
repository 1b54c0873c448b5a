// The script that reports what a person presses and types, as it goes into every page: in a world of its own, which no page can see.
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';

/** What the script calls to report. */
export const BINDING = 'onrushNote';
export const WORLD = 'onrush';

/** As TypeScript in development and tests, bundled beside this file otherwise. */
export function pageScript(): string {
  const isSource = import.meta.url.endsWith('.ts');
  if (!isSource) return readFileSync(new URL('./watch-page.js', import.meta.url), 'utf8');
  const source = readFileSync(new URL('../../../renderer/recorded-page/watch-page.ts', import.meta.url), 'utf8');
  return `(() => {${stripTypeScriptTypes(source).replaceAll(/^export /gm, '')}\n})();`;
}
