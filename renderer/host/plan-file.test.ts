// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { openPlanFile } from './plan-file.ts';

const messageOf = async (name: string, text: string): Promise<string | undefined> =>
  (await openPlanFile(new File([text], name)))?.message;

test('a file that is no plan is named, whatever it claims to be', async () => {
  expect(await messageOf('broken.har', '{\n  "log": {')).toBe('“broken.har” is not valid JSON: it ends too early.');
  expect(await messageOf('next.json', '{"version": 99}')).toMatch(/^“next\.json”: This plan has version 99/);
});
