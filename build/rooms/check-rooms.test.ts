// The import rules themselves, and a proof that the table of them can be violated.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../paths.ts';
import { arrowsBetween, brokenRules } from './check-rooms.ts';
import { importsOf, readImports } from './imports.ts';
import { parseRooms, readRooms } from './rooms.ts';

const TABLE = parseRooms('app -> store | node:*\nstore -> | node:sqlite\nshared -> |\n');

function broken(from: string, source: string): string[] {
  return brokenRules(importsOf(from, source), TABLE);
}

test('every import of the project keeps to the table of rooms', () => {
  expect(brokenRules(readImports(ROOT), readRooms())).toEqual([]);
});

test.each([
  // The rooms, main.ts, preload.ts, the tests and a tsconfig.json.
  ['electron', 20, 45],
  ['electron/engine', 24, 75],
  // The style sheets and the words of the run, next to its rooms.
  ['renderer/screens/run', 16, 35],
  ['renderer', 24, 40],
])('%s has few folders and files, few arrows between them, and no cycle', (folder, mostRooms, mostArrows) => {
  const names = readdirSync(join(ROOT, folder)).filter((name) => !/\.test\.tsx?$|^test-/.test(name));
  const rooms = parseRooms(names.map((name) => `${folder}/${name} -> |`).join('\n'));
  const arrows = arrowsBetween(readImports(ROOT), rooms);
  expect(rooms.length).toBeLessThanOrEqual(mostRooms);
  expect(arrows.size).toBeLessThanOrEqual(mostArrows);
  expect(arrows.size).toBeGreaterThan(5);
  expect(onCircles([...arrows].map((arrow) => arrow.split(' -> ')))).toEqual([]);
});

/** What remains after removing, again and again, everything that nothing leads to or that leads to nothing. */
function onCircles(arrows: readonly string[][]): readonly string[][] {
  const left = arrows.filter(([from, to]) => arrows.some(([, end]) => end === from) && arrows.some(([start]) => start === to));
  return left.length === arrows.length ? left : onCircles(left);
}

test('a room imports only the rooms that its line names', () => {
  expect(broken('app/run.ts', "import { open } from '../store/open.ts';\nimport { join } from 'node:path';\n")).toEqual([]);
  expect(broken('store/open.ts', "import { run } from '../app/run.ts';\n")).toEqual([
    'store/open.ts imports app/run.ts, but store may not import app: move what both need to a room below, or hand it over as an argument.',
  ]);
  expect(broken('store/open.ts', "export type Run = import('../app/run.ts').Run;\n")).toHaveLength(1);
  expect(broken('store/open.ts', "import {\n  read,\n} from 'node:fs';\n")).toEqual([
    'store/open.ts imports node:fs, which store may not: take what you need as an argument, or from a room that may.',
  ]);
});

test('types count as imports, and shared/ is open', () => {
  expect(broken('store/open.ts', "import type { Run } from '../app/run.ts';\n")).toHaveLength(1);
  expect(broken('store/open.ts', "import type { Plan } from '../shared/plan.ts';\n")).toEqual([]);
});

test('a folder that is missing in the table breaks the rule, and so does an arrow that points upwards', () => {
  expect(broken('new/file.ts', "import 'node:fs';\n")).toEqual([
    'new/file.ts lies in no room: give its folder a line in build/rooms/rooms.txt.',
  ]);
  expect(brokenRules([], parseRooms('app -> |\nstore -> app |\n'))).toEqual([
    'build/rooms/rooms.txt lets store import app, which stands above it.',
  ]);
});
