import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareSheet, scopedName } from './style-sheets.ts';

test('the name of a media query becomes the query, and a module goes into the layer of the app', () => {
  expect(prepareSheet('@media (--below-wide) {\n  .rail { width: 48px; }\n}\n', '/renderer/ui/rail.module.css')).toBe(
    '@layer app {\n@media (max-width: 1179px) {\n  .rail { width: 48px; }\n}\n}\n',
  );
  expect(prepareSheet('a {}\n', '/renderer/ui/base.css')).toBe('a {}\n');
});

test('an unknown name is refused', () => {
  expect(() => prepareSheet('@media (--wide) {}', '/renderer/ui/rail.module.css')).toThrow('--wide');
});

test('the type scale is the only place that states a size of text', () => {
  const renderer = join(import.meta.dirname, '..', 'renderer');
  const stated = globSync('**/*.css', { cwd: renderer }).flatMap((path) =>
    [...readFileSync(join(renderer, path), 'utf8').matchAll(/\bfont(?:-size)?:[^;]*\d(?:px|rem|em|pt)\b[^;]*;/g)].map(
      ([declaration]) => `${path}: ${declaration}`,
    ),
  );
  // The factor by which the browser's own text size is multiplied.
  expect(stated).toEqual(['ui/base.css: font-size: 16px;']);
});

test('a box that scrolls is positioned, so that what is hidden in it does not make the whole page scroll', () => {
  const renderer = join(import.meta.dirname, '..', 'renderer');
  const fixed = globSync('**/*.css', { cwd: renderer }).flatMap((path) =>
    [
      ...readFileSync(join(renderer, path), 'utf8').matchAll(
        /(?<=^|[{};/])\s*([^{};]+)\{([^{}]*\boverflow(?:-[xy])?:[^;]*\b(?:auto|scroll)\b[^{}]*)\}/g,
      ),
    ]
      .filter(([, selector = '', body = '']) => !HOLDS_TEXT.test(selector.trim()) && !body.includes('position:'))
      .map(([, selector = '']) => `${path}: ${selector.trim()}`),
  );
  expect(fixed).toEqual([]);
});

/** These contain nothing but their text. */
const HOLDS_TEXT = /(?:pre|code|textarea(?:\[[^\]]*\])?|\.json-text)$/;

test('a class of another module is written with its name in the page, and its sheet is not copied', () => {
  const sheet = "@value hint, label from './fields.module.css';\n.row > .hint:hover,\n.row .label-note {\n  color: red;\n}\n";
  expect(prepareSheet(sheet, '/renderer/row.module.css')).toBe(
    '@layer app {\n.row > :global(.fields_hint):hover,\n.row .label-note {\n  color: red;\n}\n}\n',
  );
  expect(scopedName('hint', '/renderer/fields.module.css')).toBe('fields_hint');
});
