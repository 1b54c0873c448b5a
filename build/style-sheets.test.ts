import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareSheet, scopedName } from './style-sheets.ts';

test('a name of media becomes its query, and a module goes into the layer of the app', () => {
  expect(prepareSheet('@media (--below-wide) {\n  .rail { width: 48px; }\n}\n', '/renderer/ui/rail.module.css')).toBe(
    '@layer app {\n@media (max-width: 1179px) {\n  .rail { width: 48px; }\n}\n}\n',
  );
  expect(prepareSheet('a {}\n', '/renderer/ui/base.css')).toBe('a {}\n');
});

test('a name that nobody gave is refused', () => {
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

test('a class of another module is written as the page calls it, and its sheet is not copied', () => {
  const sheet = "@value hint, label from './fields.module.css';\n.row > .hint:hover,\n.row .label-note {\n  color: red;\n}\n";
  expect(prepareSheet(sheet, '/renderer/row.module.css')).toBe(
    '@layer app {\n.row > :global(.fields_hint):hover,\n.row .label-note {\n  color: red;\n}\n}\n',
  );
  expect(scopedName('hint', '/renderer/fields.module.css')).toBe('fields_hint');
});
