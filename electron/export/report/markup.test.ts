import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, html } from './markup.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '!', '-', 'script', '\0', '\u202e', '\u2066') }),
);

test('no text begins or ends a tag, an attribute or an entity', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/[<>"'\0-\x08\v\f\x0E-\x1F\x7F-\x9F\u202A-\u202E\u2066-\u2069]/);
      expect(escaped.replaceAll(/&(amp|lt|gt|quot|#39);/g, '')).not.toContain('&');
    }),
  );
});

test('markup stays, lists are joined, and null is empty', () => {
  const items = ['a<b', 'c'].map((word) => html`<li class="${word}">${word}</li>`);
  expect(html`${items}${null}${html`<hr />`}${3}`.markup).toBe('<li class="a&lt;b">a&lt;b</li><li class="c">c</li><hr />3');
});
