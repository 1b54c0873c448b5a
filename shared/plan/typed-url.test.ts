import { expect, test } from 'vitest';
import { readTypedUrl } from './typed-url.ts';

test.each([
  ['127.0.0.1:9100/x', 'http://127.0.0.1:9100/x'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['shop.example/items?q=a@b', 'https://shop.example/items?q=a@b'],
  ['bücher.example/ä?q=1', 'https://bücher.example/ä?q=1'],
  ['grüße:8080', 'http://grüße:8080'],
  ['münchen.test#a', 'http://münchen.test#a'],
])('%s needs no scheme', (typed, url) => {
  expect(readTypedUrl(` ${typed}\n`)).toEqual({ url, isCompleted: true, auth: null });
});

test.each([
  ['http://ada:p%40%3Aw@h:80/x', 'http://h:80/x', 'ada', 'p@:w'],
  ['https://ada@h', 'https://h', 'ada', ''],
  ['http://ada:@h/?a=b@c', 'http://h/?a=b@c', 'ada', ''],
  ['http://a@b:c@h/', 'http://h/', 'a@b', 'c'],
  ['http://100%:%zz@h/', 'http://h/', '100%', '%zz'],
])('%s has a user, who is not part of the address', (typed, url, user, password) => {
  expect(readTypedUrl(typed)).toEqual({ url, isCompleted: false, auth: { type: 'basic', user, password } });
});

test.each(['nonsense', 'htp:/h', 'mailto:a@b.c', 'http://@h/', 'http://h/a@b'])('%s stays as it is', (typed) => {
  expect(readTypedUrl(typed)).toEqual({ url: typed, isCompleted: false, auth: null });
});
