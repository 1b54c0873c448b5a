import { expect, test } from 'vitest';
import { prepareSheet } from './style-sheets.ts';

test('a name of media becomes its query, and a module goes into the layer of the app', () => {
  expect(prepareSheet('@media (--below-wide) {\n  .rail { width: 48px; }\n}\n', '/renderer/ui/rail.module.css')).toBe(
    '@layer app {\n@media (max-width: 1179px) {\n  .rail { width: 48px; }\n}\n}\n',
  );
  expect(prepareSheet('a {}\n', '/renderer/ui/base.css')).toBe('a {}\n');
});

test('a name that nobody gave is refused', () => {
  expect(() => prepareSheet('@media (--wide) {}', '/renderer/ui/rail.module.css')).toThrow('--wide');
});
