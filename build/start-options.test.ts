import { expect, test } from 'vitest';
import { parseDevPort, parseStartOptions } from './start-options.ts';

test.each([
  [[], { browser: false, open: true, window: false, port: 0 }],
  [['--window'], { browser: false, open: true, window: true, port: 0 }],
  [['--browser'], { browser: true, open: true, window: false, port: 0 }],
  [['--no-open'], { browser: true, open: false, window: false, port: 0 }],
  [['--port', '8080', '--no-open'], { browser: true, open: false, window: false, port: 8080 }],
  [['--port=8080'], { browser: true, open: true, window: false, port: 8080 }],
])('%j is understood', (args, options) => {
  expect(parseStartOptions(args)).toEqual(options);
});

test.each([
  [['--port'], '--port needs a value.'],
  [['--port='], '"" is not a port'],
  [['--port', 'http'], '"http" is not a port'],
  [['--port', '70000'], '"70000" is not a port'],
  [['--port=-1'], '"-1" is not a port'],
  [['--brwser'], 'There is no option "--brwser".'],
  [['--browser=yes'], '--browser takes no value.'],
  [['8080'], '"8080" is not an option.'],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => parseStartOptions(args)).toThrow(sentence);
});

test('the dev server has a port and no window', () => {
  expect([parseDevPort([]), parseDevPort(['--port', '8080'])]).toEqual([0, 8080]);
  expect(() => parseDevPort(['--window'])).toThrow('There is no option "--window".');
});
