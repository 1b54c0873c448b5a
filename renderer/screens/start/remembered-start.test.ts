import { expect, test } from 'vitest';
import { FIRST_FIELDS } from './first-run-plan.ts';
import { forgetUrls, recallStart, rememberStart } from './remembered-start.ts';

function storage(text: string | null = null) {
  let kept = text;
  return { getItem: () => kept, setItem: (_key: string, value: string) => void (kept = value), text: () => kept };
}

test('the load and the latest URLs are restored, each URL once', () => {
  const kept = storage();
  rememberStart({ ...FIRST_FIELDS, url: 'localhost:1/a', amount: 'rate', rate: '7' }, kept);
  rememberStart({ ...FIRST_FIELDS, url: 'http://localhost:1/b', amount: 'rate', rate: '7' }, kept);
  rememberStart({ ...FIRST_FIELDS, url: 'http://localhost:1/a', amount: 'rate', rate: '7' }, kept);
  const { fields, urls } = recallStart(kept);
  expect(urls).toEqual(['http://localhost:1/a', 'http://localhost:1/b']);
  expect(fields).toMatchObject({ url: 'http://localhost:1/a', amount: 'rate', rate: '7', vus: '50' });
  forgetUrls(kept);
  expect(recallStart(kept)).toMatchObject({ urls: [], fields: { url: '', rate: '7' } });
});

test('a command is not kept: it may hold a password', () => {
  const kept = storage();
  rememberStart({ ...FIRST_FIELDS, url: 'curl -u ada:secret http://h/' }, kept);
  expect(kept.text()).not.toContain('secret');
});

test.each([null, '', 'no JSON', '7', '{"fields":3,"urls":[1]}'])('a note of %j is not a note', (text) => {
  expect(recallStart(storage(text))).toEqual({ fields: FIRST_FIELDS, urls: [] });
});
