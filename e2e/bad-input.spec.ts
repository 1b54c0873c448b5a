// An input that cannot work is reported in a sentence next to it.
import { expect, test } from './app.ts';
import { expectState } from './pages/run-page.ts';
import { field, fillFirstRun, pressRun } from './pages/start-page.ts';
import { refusedUrl } from './target.ts';

const REFUSED_INPUT = [
  {
    url: 'http://127.0.0.1:8080/{{id}}',
    sentence: 'Nothing fills in {{id}}: it would be sent as it is. Write a value in its place.',
  },
  { url: 'ftp://127.0.0.1/', sentence: 'Onrush speaks http:// and https://, not ftp://.' },
  { url: 'http://127.0.0.1:99999/', sentence: '"99999" is not a port. Write a number from 1 to 65535.' },
  { url: '', sentence: 'Write the URL to load' },
];

for (const { url, sentence } of REFUSED_INPUT) {
  test(`the URL "${url}" is refused at its field`, async ({ app }) => {
    await fillFirstRun(app.page(), { url, vus: 1, iterations: 1 });
    await pressRun(app.page());
    await expect(app.page().getByText(sentence)).toBeVisible();
    await expect(field(app.page(), 'URL')).toBeFocused();
  });
}

test('impossible numbers are refused', async ({ app }) => {
  await fillFirstRun(app.page(), { url: 'http://127.0.0.1:8080/', vus: 0, iterations: -3 });
  await pressRun(app.page());
  await expect(app.page().getByText('Write a whole number of iterations from 1 to')).toBeVisible();
  await expect(app.page().getByText('Write a whole number of virtual users from 1 to')).toBeVisible();
});

test('a port on which nothing listens is named', async ({ app }) => {
  const url = await refusedUrl();
  await fillFirstRun(app.page(), { url, vus: 2, iterations: 10 });
  await pressRun(app.page());
  await expectState(app.page(), 'Failed');
  const { host } = new URL(url);
  await expect(app.page().getByText(`No server is listening on ${host} (connection refused)`).first()).toBeVisible();
});
