// The sentence about a text that is not a URL: above all, which URL was probably meant.
import { expect, test } from 'vitest';
import { urlFault } from './url-fault.ts';

test.each([
  ['h', 'http://h'],
  ['localhost:8080/x', 'http://localhost:8080/x'],
  ['//h/x', 'http://h/x'],
  ['http:/h/x', 'http://h/x'],
  ['https:h', 'https://h'],
  ['http//h', 'http://h'],
  ['HTTP;//h', 'http://h'],
  ['http:\\\\h\\a', 'http://h/a'],
  ['http:8080', 'http://http:8080'],
  ['http:127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
  ['<http://h/>', 'http://h/'],
  ['"https://h/a"', 'https://h/a'],
])('%s: did you mean %s?', (text, meant) => {
  expect(urlFault(text)).toBe(`A URL begins with http:// or https://. Did you mean ${meant}?`);
});

test('if no URL can be made of a text, an example is shown', () => {
  for (const text of ['javascript:alert(1)', 'mailto:ann@shop.example', '::1:8080/a', 'not a url'])
    expect(urlFault(text)).toBe('A URL begins with http:// or https://. Write for example http://127.0.0.1:8080/.');
});

test('a scheme that was typed twice is reported', () => {
  expect(urlFault('http://https://h/a')).toBe('The URL begins twice with a scheme. Did you mean https://h/a?');
});
