// The pictures for the packages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** 8 bits per channel, with transparency. */
const PIXEL_BYTES = 4;

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Each line begins with the number of its filter; fully transparent pixels are zeros with any filter. */
  readonly lines: readonly Buffer[];
}

function read(name: string): Picture {
  const bytes = readFileSync(join(import.meta.dirname, name));
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect([...bytes.subarray(24, 26)]).toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const all = inflateSync(Buffer.concat(parts));
  const length = 1 + width * PIXEL_BYTES;
  return { width, height, lines: Array.from({ length: height }, (_, at) => all.subarray(at * length + 1, (at + 1) * length)) };
}

test.each(['icon.png', 'icon-mac.png'])('%s is sharp at 1,024 pixels', (name) => {
  const { width, height } = read(name);
  expect([width, height]).toEqual([1024, 1024]);
});

test('the icon for a Mac has the usual margin', () => {
  const emptyAbove = read('icon-mac.png').lines.findIndex((line) => line.some((byte) => byte !== 0));
  expect(emptyAbove).toBeGreaterThanOrEqual(99);
  expect(emptyAbove).toBeLessThanOrEqual(101);
  expect(read('icon.png').lines.findIndex((line) => line.some((byte) => byte !== 0))).toBeLessThan(60);
});
