// npm run screenshots [-- WIDTHxHEIGHT ...]: takes the pictures of the README again from the real app.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startInBrowser } from '../../e2e/browser-host.ts';
import { UserError } from '../../shared/errors.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { startSampleShop } from '../sample-shop.ts';
import { say } from '../say.ts';
import { takePictures, type Size } from '../take-pictures.ts';
import { taskArguments } from '../task-arguments.ts';
import { findTestBrowser } from '../test-browser.ts';

const SIZES: readonly Size[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
export const usage = 'npm run screenshots [-- WIDTHxHEIGHT...]';

const FOLDER = join(import.meta.dirname, '..', 'screenshots');

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = taskArguments(args, { options: {}, allowPositionals: true });
  const sizes = positionals.length === 0 ? SIZES : positionals.map(parseSize);
  const browser = await findTestBrowser();
  if (browser.path === null) {
    say(browser.why);
    return 2;
  }
  await ensureBuilt();
  say(`Taking pictures into ${FOLDER}, about two minutes...`);
  const data = mkdtempSync(join(tmpdir(), 'onrush-pictures-'));
  await using shop = await startSampleShop();
  const opened = await chromium.launch({ executablePath: browser.path });
  const host = await startInBrowser(opened, data);
  try {
    await takePictures(host.page, { folder: FOLDER, sizes, target: shop.url });
  } finally {
    await host.close();
    await opened.close();
    rmSync(data, { recursive: true, force: true });
  }
  return 0;
}

function parseSize(text: string): Size {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? [];
  if (width === undefined) throw new UserError('bad_request', `"${text}" is not a size. Write sizes as 1280x800.`);
  return { width: Number(width), height: Number(height) };
}
