// How requests are sent, as the plan says: signed in, over TLS that is not verified, and following redirects.
import { createServer as createSecureServer } from 'node:https';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { changeLimits, newPlan, openTab, planField } from './pages/plan-page.ts';
import { goTo } from './pages/rail.ts';
import { expectState } from './pages/run-page.ts';
import { pressRun } from './pages/start-page.ts';
import { KEY, SELF_SIGNED } from '../electron/system/worthless-certificate.ts';

test('a server that asks for a user and a password gets them', async ({ app }) => {
  await using server = await listen(
    createServer((request, response) => {
      response.writeHead(request.headers.authorization === `Basic ${btoa('ada:secret')}` ? 200 : 401).end();
    }),
  );
  await writePlan(app.page(), `http://127.0.0.1:${server.port}/`);
  await openTab(app.page(), 'Auth');
  await app.page().getByRole('radiogroup', { name: 'Authentication' }).getByText('Basic').click();
  await planField(app.page(), 'User').fill('ada');
  await planField(app.page(), 'Password').fill('secret');
  await pressRun(app.page());
  await expectOutcome(app.page(), 'Completed', '200 OK');
});

test('a self-signed certificate fails with its own name, and is accepted if the plan accepts any', async ({ app }) => {
  await using server = await listen(
    createSecureServer({ key: KEY, cert: SELF_SIGNED }, (_request, response) => response.end('hello')),
  );
  await writePlan(app.page(), `https://127.0.0.1:${server.port}/`);
  await pressRun(app.page());
  await expectState(app.page(), 'Failed');
  await expect(
    app
      .page()
      .getByText(/certificate/i)
      .first(),
  ).toBeVisible();
  await goTo(app.page(), 'Plans');
  await changeLimits(app.page(), 'Connection', () =>
    app.page().getByRole('radiogroup', { name: 'Server certificate' }).getByText('Accept any').click(),
  );
  await pressRun(app.page());
  await expectOutcome(app.page(), 'Completed', '200 OK');
});

test('redirects are followed as many times as the plan says', async ({ app }) => {
  await using server = await listen(
    createServer((request, response) => {
      if (request.url === '/end') response.end('hello');
      else response.writeHead(302, { location: '/end' }).end();
    }),
  );
  await writePlan(app.page(), `http://127.0.0.1:${server.port}/start`);
  await pressRun(app.page());
  await expectOutcome(app.page(), 'Completed', '302 Found');
  await goTo(app.page(), 'Plans');
  await changeLimits(app.page(), 'Connection', () => planField(app.page(), 'Follow redirects').fill('1'));
  await pressRun(app.page());
  await expectOutcome(app.page(), 'Completed', '302 Found');
  await expectOutcome(app.page(), 'Completed', '200 OK');
});

async function writePlan(page: Page, url: string): Promise<void> {
  await goTo(page, 'Plans');
  await newPlan(page);
  await planField(page, 'URL').fill(url);
  await planField(page, 'Iterations').fill('20');
  await planField(page, 'Virtual users').fill('2');
}

/** Twenty requests ended in this state. */
async function expectOutcome(page: Page, state: 'Completed', words: string): Promise<void> {
  await expectState(page, state);
  await openTab(page, 'Summary');
  await expect(page.getByText(words, { exact: true }).locator('xpath=..')).toContainText('20');
}

async function listen(server: Server): Promise<AsyncDisposable & { readonly port: number }> {
  await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
