// Documents name files, folders and commands: each of them has to exist.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './paths.ts';
import { readRooms } from './rooms/rooms.ts';

const DOCUMENTS = globSync(['README.md', '.github/*.md', '{shared,electron,renderer}/**/*.md'], { cwd: ROOT });
const FILES = globSync(['{.github,shared,electron,renderer,e2e,build}/**/*.*', '*.*'], { cwd: ROOT }).map(
  (path) => `/${path.replaceAll('\\', '/')}`,
);
const FOLDERS = new Set(FILES.flatMap((path) => foldersAbove(path)));

test.each(DOCUMENTS)('everything that %s names exists', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```[^]*?^```/gm, '');
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, span = '']) => expanded(span));
  const gone = spans.filter((span) => !isThere(span));
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
  const broken = links.filter((link) => !FILES.includes(`/${normalize(join(dirname(document), link))}`));
  expect([...gone, ...broken]).toEqual([]);
});

test('the commands in the contributing guide exist', () => {
  const scripts = readFileSync(join(ROOT, 'package.json'), 'utf8');
  const named = [...readFileSync(join(ROOT, '.github/CONTRIBUTING.md'), 'utf8').matchAll(/`npm (?:run )?(?:-s )?([a-z:]+)/g)];
  expect(named.length).toBeGreaterThan(8);
  expect(named.map(([, name = '']) => name).filter((name) => !scripts.includes(`"${name}":`))).toEqual([]);
});

test('every library that the app is built with is listed with its purpose', () => {
  const rooms = readRooms().filter(({ name }) => /^(shared|electron|renderer)/.test(name));
  const libraries = new Set(rooms.flatMap(({ packages }) => packages.map((name) => name.replace(/^(@[^/]+)\/.*|\/.*$/, '$1'))));
  const text = readFileSync(join(ROOT, '.github/ARCHITECTURE.md'), 'utf8');
  const unnamed = [...libraries].filter((name) => !/^(node:|electron$)/.test(name) && !text.includes(name));
  expect(libraries.size).toBeGreaterThan(20);
  expect(unnamed).toEqual([]);
});

test('every figure of speed that the README quotes stands in the last run of the benchmark', () => {
  const speed = readFileSync(join(ROOT, '.github/SPEED.md'), 'utf8');
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const table = /\| what \| Onrush [^]*?\n\n/.exec(readme)?.[0] ?? '';
  const ratios = [...table.matchAll(/\| ([\d.]+ \([\d.]+ to [\d.]+\)) \|$/gm)].map(([, ratio = '']) => ratio);
  expect(ratios.length).toBeGreaterThan(10);
  expect(ratios.filter((ratio) => !speed.includes(`| ${ratio} |`))).toEqual([]);
});

/** `draft/{a,b}.ts` means two files. */
function expanded(span: string): string[] {
  const [, before = '', inside, after = ''] = /^([\w./-]*)\{([\w.,/-]+)\}([\w./-]*)$/.exec(span) ?? [];
  return inside === undefined ? [span] : inside.split(',').map((part) => `${before}${part}${after}`);
}

/** A path may begin anywhere within the repository; what is not a path is ignored. */
function isThere(span: string): boolean {
  if (/^[\w.][\w./-]*\.(?:tsx?|css|mjs|md|txt|yml)$/.test(span)) return FILES.some((path) => path.endsWith(`/${span}`));
  if (/^[\w.-]+(?:\/[\w.-]+)*\/$/.test(span)) return [...FOLDERS].some((folder) => folder.endsWith(`/${span}`));
  return true;
}

function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}/`);
}
