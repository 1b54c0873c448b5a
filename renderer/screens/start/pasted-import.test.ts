import { expect, test } from 'vitest';
import { isPastedImport } from './pasted-import.ts';

test.each([
  ['{"info": {"name": "x"}, "item": []}', true],
  ['{"log": {"entries": []}}', true],
  ['openapi: 3.0.0\ninfo: {title: A}', true],
  ['### A\nGET http://h/\n', true],
  ['curl http://h/a\ncurl http://h/b', false],
  ["curl http://h/a \\\n  -H 'a: b'", false],
  ['GET http://h/', false],
  ['http://h/{"log":1}', false],
  ['{"version": 2, "scenarios": []}', false],
])('%j is an import: %s', (text, is) => {
  expect(isPastedImport(text)).toBe(is);
});
