// npm run screenshots [-- WIDTHxHEIGHT ...]: takes the pictures of the README again from the real app.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { startInBrowser } from '../../e2e/browser-host.ts';
import { ensureBuilt } from '../ensure-built.ts';
import { startSampleShop } from '../sample-shop.ts';
import { say } from '../say.ts';
import { takePictures, type Size } from '../take-pictures.ts';
import { findTestBrowser } from '../test-browser.ts';

const SIZES: readonly Size[] = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
];
const FOLDER = join(import.meta.dirname, '..', 'screenshots');

export async function run(args: readonly string[]): Promise<number> {
  const sizes = args.length === 0 ? SIZES : args.map(parseSize);
  if (!sizes.every((size) => size !== null)) return refuse('Write sizes as 1280x800.');
  const browser = await findTestBrowser();
  if (browser.path === null) return refuse(browser.why);
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

function parseSize(text: string): Size | null {
  const [, width, height] = /^(\d{3,4})x(\d{3,4})$/.exec(text) ?? [];
  return width === undefined ? null : { width: Number(width), height: Number(height) };
}

function refuse(sentence: string): number {
  say(sentence);
  return 2;
}
