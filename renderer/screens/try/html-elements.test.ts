// @vitest-environment happy-dom
// The sending thread finds the element that the window names, and no script or link of a page works.
import { selectAll } from 'css-select';
import { textContent } from 'domutils';
import { parseDocument } from 'htmlparser2';
import { expect, test } from 'vitest';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import { htmlPage } from './html-elements.ts';
import { extractChoices, proposedName } from './pressed-value.ts';

const PAGE = `<!doctype html><html><head><title>Shop</title><meta name="csrf" content="m1"><base href="https://elsewhere.test/">
<meta http-equiv="refresh" content="0; url=https://elsewhere.test"><script>alert(1)</script></head><body onload="alert(2)">
<form action="https://elsewhere.test"><input name="csrf" value="b7f0"><input name="q"></form>
<ul class="hits"><li class="card one">A</li><li class="card">B</li><li class="card">C</li></ul>
<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>
<p>one</p><p>two <b>bold</b></p><div id="a:b">x</div><img src="https://elsewhere.test/i.png"></body></html>`;

test('each selector finds its own element, for the reader of the sending thread as well', () => {
  const { elements, press } = htmlPage(PAGE);
  const document = parseDocument(PAGE);
  // Parsers add a tbody that the source of the page does not have.
  for (const { index, tag } of elements.filter(({ tag }) => tag !== 'tbody')) {
    const pressed = press(index);
    if (pressed?.kind !== 'css') throw new Error('An element is taken by its selector.');
    const found = selectAll(pressed.selector, document.childNodes);
    expect([pressed.selector, found.length]).toEqual([pressed.selector, 1]);
    const [only] = found;
    expect(only === undefined ? '' : textContent(only).replaceAll(/\s+/g, '')).toBe(pressed.text.replaceAll(/\s+/g, ''));
    expect(only !== undefined && 'name' in only ? only.name : '').toBe(tag);
  }
});

test('a field is extracted by its value, one of several at random, with the name from the page', () => {
  const { elements, press } = htmlPage(PAGE);
  const pressedOf = (tag: string, at = 0) => {
    const pressed = press(elements.filter((one) => one.tag === tag)[at]?.index ?? -1);
    if (pressed === null) throw new Error(`There is no ${tag}.`);
    return pressed;
  };
  const field = pressedOf('input');
  expect(extractChoices(field)[0]).toMatchObject({ extract: { css: 'input[name=csrf]', attr: 'value' }, value: 'b7f0' });
  expect(proposedName(field, new Set())).toBe('csrf');
  const card = extractChoices(pressedOf('li', 1));
  expect(card.map(({ extract }) => extract)).toContainEqual({ css: 'li.card', pick: 'random' });
  expect(extractChoices(pressedOf('meta'))[0]?.extract).toMatchObject({ css: 'meta[name=csrf]', attr: 'content' });
  for (const { extract } of card) {
    const steps = [{ url: 'http://127.0.0.1/', extract: { one: extract } }];
    const plan = { version: 2, scenarios: [{ steps }], load: { model: 'iterations', iterations: 1, vus: 1 } };
    expect(parsePlan(plan).ok).toBe(true);
  }
});

test('the shown page runs no script, fetches nothing and has no working links', () => {
  const { shown } = htmlPage(PAGE);
  expect(shown).not.toMatch(/<script|onload|<base|refresh/);
  expect(shown).toContain("default-src 'none'");
  expect(shown.indexOf('Content-Security-Policy')).toBeLessThan(shown.indexOf('<title'));
});
