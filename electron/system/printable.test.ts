import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printable, printCommand, printOnlyText, rewriteLine } from './printable.ts';

test('control characters are printed as escapes, and text stays', () => {
  expect(printable('a\u001b[31mred\u009b2J\u202egnp\u0007')).toBe('a\\u001b[31mred\\u009b2J\\u202egnp\\u0007');
  expect(printable('5 of 10\tdone\nnext ä 漢 😀\n')).toBe('5 of 10\tdone\nnext ä 漢 😀\n');
  expect(printable('over\rwritten')).toBe('over\\u000dwritten');
  expect(printable('\r\u001b[2KAll passed\u061c\u2028')).toBe('\\u000d\\u001b[2KAll passed\\u061c\\u2028');
});

test('JSON keeps its meaning', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(printable(JSON.stringify({ text })))).toEqual({ text });
    }),
  );
});

test('a stream then prints only text, and bytes stay as they are', () => {
  const stream = new PassThrough();
  printOnlyText([stream as unknown as NodeJS.WriteStream]);
  stream.write('\u001b[5m');
  stream.write(Buffer.from([0x1b]));
  expect(stream.read()?.toString()).toBe('\\u001b[5m\u001b');
});

test('only Onrush itself clears a line, before it writes there again', () => {
  const stream = new PassThrough();
  printOnlyText([stream as unknown as NodeJS.WriteStream]);
  rewriteLine(stream, '\r\u001b[2K5 of 10', {});
  expect(stream.read()?.toString()).toBe('\r\u001b[2K\\u000d\\u001b[2K5 of 10');
  rewriteLine(stream, '', {});
  expect(stream.read()?.toString()).toBe('\r\u001b[2K');
});

test('a line never takes more than one line of the terminal, and a dumb terminal gets none', () => {
  const written: string[] = [];
  const terminal = { columns: 10, write: (chunk: string | Uint8Array) => written.push(Buffer.from(chunk).toString()) };
  rewriteLine(terminal, '0:01 of 0:10  20/s', { TERM: 'xterm' });
  expect(written).toEqual(['\r\u001b[2K', '0:01 of 0']);
  rewriteLine(terminal, '0:02 of 0:10', { TERM: 'dumb' });
  expect(written).toHaveLength(2);
});

test('what a name or a response contains is no command to the server that runs the job', () => {
  const stream = new PassThrough();
  printOnlyText([stream as unknown as NodeJS.WriteStream], { GITHUB_ACTIONS: 'true' });
  stream.write('a\n::stop-commands::x\n    ::error::y a::b http://[::1]/\n##[error]z ##vso[task] ##teamcity[x]\n## [1]\n');
  expect(stream.read()?.toString()).toBe(
    String.raw`a|\u003a:stop-commands::x|    \u003a:error::y a::b http://[::1]/|\u0023#[error]z \u0023#vso[task] \u0023#teamcity[x]|## [1]|`.replaceAll(
      '|',
      '\n',
    ),
  );
  printCommand(stream, '::error::a\u001b\n');
  expect(stream.read()?.toString()).toBe('::error::a\\u001b\n');
  const elsewhere = new PassThrough();
  printOnlyText([elsewhere as unknown as NodeJS.WriteStream], {});
  elsewhere.write('::a');
  expect(elsewhere.read()?.toString()).toBe('::a');
});
