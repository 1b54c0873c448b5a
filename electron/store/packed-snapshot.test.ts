// What is read from the history uses no more bytes than its content needs.
import { serialize } from 'node:v8';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../shared/test-example-run.ts';
import { allocateDots } from '../../shared/snapshot.ts';
import { packSnapshot, unpackSnapshot } from './packed-snapshot.ts';

test('a snapshot that is sent to a thread or the window has the size of its content, and not of the buffer that it was inflated in', () => {
  const snapshot = exampleSnapshot({ dots: allocateDots(7) });
  const read = unpackSnapshot(packSnapshot(snapshot));
  expect(read).toEqual(snapshot);
  expect(serialize(read).length).toBeLessThan(3 * serialize(snapshot).length);
});

test('bytes that unpack to more than any snapshot are refused before they fill the memory', () => {
  const deflated = deflateRawSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 });
  expect(deflated.length).toBeLessThan(1024 * 1024);
  expect(() => unpackSnapshot(Buffer.concat([Buffer.of(1), deflated]))).toThrow(RangeError);
});
