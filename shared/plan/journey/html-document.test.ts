import { parseDocument } from 'htmlparser2';
import { getElementsByTagName, textContent } from 'domutils';
import { expect, test } from 'vitest';
import { htmlValues } from '../from/correlate/html-values.ts';
import { htmlDocument, xmlDocument } from './html-document.ts';

test.each(['', 'text', '<p>a<p>b', '<!doctype html><div id="x">a<br>b<!-- c --></div>', '<b><i>a</b></i>', '</div><a'])(
  '%s is read as before',
  (text) => {
    const [document, expected] = [htmlDocument(text), parseDocument(text)];
    expect(document.children.map((node) => node.type)).toEqual(expected.children.map((node) => node.type));
    expect(textContent(document)).toBe(textContent(expected));
  },
);

test('XML keeps its capitals and its empty elements', () => {
  const text = '<?xml version="1.0"?><Plan a="B"><stringProp name="x"><![CDATA[<&>]]></stringProp><Leaf/></Plan>';
  const [document, expected] = [xmlDocument(text), parseDocument(text, { xmlMode: true })];
  expect(getElementsByTagName('*', document).map(({ name }) => name)).toEqual(['Plan', 'stringProp', 'Leaf']);
  expect(textContent(document)).toBe(textContent(expected));
});

test('a page with endless levels is read quickly up to a limit', () => {
  const text = `<p>first</p><input name="token" value="before">${'<div>'.repeat(200_000)}<input name="late" value="behind">`;
  const startedAt = performance.now();
  expect(textContent(htmlDocument(text))).toBe('first');
  expect(htmlValues(text).map(({ value }) => value)).toEqual(['before']);
  // The parser alone takes a minute for all of them.
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
