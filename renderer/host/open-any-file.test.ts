// @vitest-environment happy-dom
// What a file holds decides how it is opened, also of one that is too large to be read for that.
import { expect, test } from 'vitest';
import { TestBridge } from '../test-bridge.ts';

new TestBridge({}).install();
const { isPlanFile, openChosenFiles } = await import('./open-any-file.ts');

const PAD = ' '.repeat(6_000_000);
const STEPS = '"scenarios":[{"steps":[{"url":"http://127.0.0.1/"}]}]';

test.each([
  ['a small plan', `{"version":2,${STEPS}}`, true],
  ['a large plan', `{"version":2,"name":"Shop",${STEPS}${PAD}}`, true],
  ['a large plan in another order', `\uFEFF{\n "name": "Shop",${STEPS}${PAD}}`, true],
  ['a large recording', `{"log":{"entries":[],"x":{${STEPS}}${PAD}}}`, false],
  ['a large Artillery test', `{"scenarios":[],"config":{}${PAD}}`, false],
  ['a large collection', `{"info":{"name":"x"},"item":[]${PAD}}`, false],
  ['something large', PAD, false],
])('%s', async (_what, text, isPlan) => {
  expect(await isPlanFile(new File([text], 'shop.onrush'))).toBe(isPlan);
});

test('a plan that is too large is called that, with what helps', async () => {
  const failure = await openChosenFiles([new File([`{"version":2,${STEPS}${PAD}}`], 'huge.onrush')]);
  expect(failure?.message).toBe(
    '“huge.onrush” has 6.0 MB, and the window opens plans of up to 5.0 MB. Put long bodies and data into files that the plan names.',
  );
});
