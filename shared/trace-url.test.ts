import { expect, test } from 'vitest';
import { traceLink, traceUrlFault } from './trace-url.ts';

const ID = 'a1'.repeat(16);

test.each([
  ['http://127.0.0.1:16686/trace/{traceId}', `http://127.0.0.1:16686/trace/${ID}`],
  [' https://tempo.example/explore?left={"q":"{traceId}"} ', `https://tempo.example/explore?left={%22q%22:%22${ID}%22}`],
  ['HTTPS://x.example/{traceId}#{traceId}', `HTTPS://x.example/${ID}#${ID}`],
])('%s leads to a trace', (template, link) => {
  expect(traceUrlFault(template)).toBe(null);
  expect(traceLink(template, ID)).toBe(link);
});

test.each([
  ['http://127.0.0.1:16686/trace/', 'Write {traceId} where the trace belongs'],
  ['javascript:alert("{traceId}")', 'begins with http:// or https://'],
  ['file:///{traceId}', 'begins with http:// or https://'],
  ['{traceId}', 'begins with http:// or https://'],
  ['https:///{traceId}', 'begins with http:// or https://'],
  ['', 'Write {traceId} where the trace belongs'],
])('%s gives no link but a sentence', (template, words) => {
  expect(traceUrlFault(template)).toContain(words);
  expect(traceLink(template, ID)).toBe(null);
});

test('without a template there is no link', () => {
  expect(traceLink(undefined, ID)).toBe(null);
});
