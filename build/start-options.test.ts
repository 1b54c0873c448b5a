import { expect, test } from 'vitest';
import { parseStartOptions } from './start-options.ts';

test.each([
  [[], { browser: false, open: true, port: 0 }],
  [['--window'], { browser: false, open: true, port: 0, window: true }],
  [['--browser'], { browser: true, open: true, port: 0 }],
  [['--no-open'], { browser: true, open: false, port: 0 }],
  [['--port', '8080', '--no-open'], { browser: true, open: false, port: 8080 }],
  [['--port=8080'], { browser: true, open: true, port: 8080 }],
])('%j is understood', (args, options) => {
  expect(parseStartOptions(args)).toEqual(options);
});

test.each([
  [['--port'], '"" is not a port'],
  [['--port', 'http'], '"http" is not a port'],
  [['--port', '70000'], '"70000" is not a port'],
  [['--port', '-1'], '"-1" is not a port'],
  [['--brwser'], 'There is no option "--brwser"'],
  [['8080'], 'There is no option "8080"'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(parseStartOptions(args)).toContain(sentence);
});
