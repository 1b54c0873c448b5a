// A Chromium for the end-to-end tests and the screenshots: the first of many places that has one that runs. Those made for tests
// come first, because a desktop Chromium takes a second of processor time for each page before anything is loaded.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { unpackChromium } from './bundled-chromium.ts';
import { ROOT } from './paths.ts';
import { say } from './say.ts';
import { captureTool } from './stage.ts';

export type TestBrowser = { readonly path: string } | { readonly path: null; readonly why: string };

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const WHY_NONE =
  'The end-to-end tests need Chromium and none runs here. Install one (on Debian and Ubuntu: apt-get install chromium), or name one in ONRUSH_CHROMIUM.';
const INSTALL_MS = 300_000;
const FETCHING = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' };

export async function findTestBrowser(env: NodeJS.ProcessEnv = process.env): Promise<TestBrowser> {
  const named = env['ONRUSH_CHROMIUM'];
  if (named)
    return (await doesRun(named)) ? { path: named } : { path: null, why: `ONRUSH_CHROMIUM names ${named}, which does not run.` };
  for (const look of [ownOfPlaywright, unpackChromium, installedOnSystem, installWithApt, installWithPlaywright]) {
    const path = await look();
    if (path !== null && (await doesRun(path))) return { path };
  }
  return { path: null, why: WHY_NONE };
}

function ownOfPlaywright(): string | null {
  const path = chromium.executablePath();
  return existsSync(path) ? path : null;
}

function installedOnSystem(): string | null {
  return SYSTEM_PATHS.find((path) => existsSync(path)) ?? null;
}

/** Only if no password is needed: as root, on a system with apt-get. */
async function installWithApt(): Promise<string | null> {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  say('Installing chromium with apt-get, because the end-to-end tests need a browser...');
  await endsWell('apt-get', ['update', '-qq'], INSTALL_MS);
  await endsWell('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], INSTALL_MS);
  return installedOnSystem();
}

async function installWithPlaywright(): Promise<string | null> {
  say('Fetching a Chromium with Playwright, because the end-to-end tests need a browser...');
  // Started like the other tools, because Windows starts it through a shell.
  await captureTool('playwright', ['install', 'chromium'], FETCHING, INSTALL_MS);
  return ownOfPlaywright();
}

/** A browser that lacks a shared library exits at once. */
async function doesRun(path: string): Promise<boolean> {
  return await endsWell(path, ['--version'], 20_000);
}

function endsWell(command: string, args: readonly string[], timeout: number): Promise<boolean> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const child = spawn(command, args, { cwd: ROOT, env, stdio: 'ignore', timeout, killSignal: 'SIGKILL' });
  return new Promise((resolve) => child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0)));
}
