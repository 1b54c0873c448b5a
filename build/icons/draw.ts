// Draws icon.png from icon.svg: node build/icons/draw.ts. The picture is kept, so that packaging needs no browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { say } from '../say.ts';
import { findTestBrowser } from '../test-browser.ts';

const SIZE = 512;

const found = await findTestBrowser();
if (found.path === null) {
  say(found.why);
  process.exit(1);
}
const browser = await chromium.launch({ executablePath: found.path });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
await page.setContent(
  `<style>body { margin: 0 } svg { display: block }</style>${readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8')}`,
);
await page.screenshot({ path: join(import.meta.dirname, 'icon.png'), omitBackground: true });
await browser.close();
