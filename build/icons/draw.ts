// Draws icon.png and icon-mac.png from icon.svg: node build/icons/draw.ts. The pictures are checked in, so that packaging needs
// no browser.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { say } from '../say.ts';
import { findTestBrowser } from '../test-browser.ts';

const SIZE = 1024;
/** Apple's grid: the shape takes 824 of 1024 px, with space around it for its shadow. */
const MAC_SHARE = 824 / 1024;

const found = await findTestBrowser();
if (found.path === null) {
  say(found.why);
  process.exit(1);
}
const browser = await chromium.launch({ executablePath: found.path });
const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
const picture = readFileSync(join(import.meta.dirname, 'icon.svg'), 'utf8');
for (const [name, share] of [
  ['icon', 1],
  ['icon-mac', MAC_SHARE],
] as const) {
  const side = SIZE * share;
  const style = `body { margin: ${(SIZE - side) / 2}px } svg { display: block; width: ${side}px; height: ${side}px }`;
  await page.setContent(`<style>${style}</style>${picture}`);
  await page.screenshot({ path: join(import.meta.dirname, `${name}.png`), omitBackground: true });
}
await browser.close();
