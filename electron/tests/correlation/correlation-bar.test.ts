// How well values of recordings are found, measured at small sites of many families whose new values are known: each is recorded
// in the words of a browser or proxy, and replayed twice against the site as it goes on.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImport } from '../../../shared/plan/from/imported/read-import.ts';
import { importedPlan, USUAL_CHOICES } from '../../../shared/plan/from/imported/imported-plan.ts';
import { differences } from '../../../shared/plan/from/correlate/compared-replay.ts';
import { parsePlan } from '../../../shared/plan/plan-parse.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import { replayImport } from '../../app/replay-import.ts';
import { tryPlan } from '../../app/try-plan.ts';
import { withFiles } from '../../app/with-files.ts';
import { TOKEN_FAMILIES } from './test-token-families.ts';
import { SERVICE_FAMILIES } from './test-service-families.ts';
import { APP_FAMILIES } from './test-app-families.ts';
import { LOGIN_FAMILIES } from './test-login-families.ts';
import { FORM_FAMILIES } from './test-form-families.ts';
import { PAGE_FAMILIES } from './test-page-families.ts';
import { FRAMEWORK_FAMILIES } from './test-framework-families.ts';
import { SIGNED_FAMILIES } from './test-signed-families.ts';
import { ENCODING_FAMILIES } from './test-encoding-families.ts';
import { DIALECTS, harOf } from './test-har.ts';
import { Site, type Answered } from './test-site.ts';
import { Visitor } from './test-visitor.ts';

const FAMILIES = {
  ...TOKEN_FAMILIES,
  ...SERVICE_FAMILIES,
  ...FORM_FAMILIES,
  ...PAGE_FAMILIES,
  ...LOGIN_FAMILIES,
  ...APP_FAMILIES,
  ...FRAMEWORK_FAMILIES,
  ...SIGNED_FAMILIES,
  ...ENCODING_FAMILIES,
};
/** ONRUSH_SEEDS=200 draws more, for work on the rules. */
const SEEDS = Number(process.env['ONRUSH_SEEDS'] ?? 1);
const FIRST_SEED = Number(process.env['ONRUSH_SEED'] ?? 1);

let site: Site;
let origin = '';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const headers = Object.fromEntries(
      request.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1] ?? '']] : [])),
    );
    write(
      response,
      site.answer({ method: request.method ?? '', url: request.url ?? '', headers, body: Buffer.concat(chunks).toString() }),
    );
  });
});

function write(response: ServerResponse, { status, headers, body }: Answered): void {
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.writeHead(status).end(body);
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Judged {
  readonly name: string;
  readonly right: number;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  readonly known: number;
  readonly faults: readonly string[];
}

const send = (plan: Plan, folder: string) =>
  tryPlan(plan, { hosts: { has: () => false, add: () => undefined }, confirmed: [], folder });

async function judge(name: string, seed: number): Promise<Judged> {
  site = new Site(seed, origin);
  const visit = FAMILIES[name]?.(site);
  const visitor = new Visitor(site, Date.UTC(2026, 10, 29, 12) + seed * 1000);
  visit?.(visitor);
  const dialect = DIALECTS[(seed + name.length) % DIALECTS.length] ?? 'chrome';
  const read = readImport([{ path: `${name}.har`, text: harOf(visitor.entries, origin, dialect) }]);
  if (!read.ok) throw new Error(read.failure.message);
  const replayed = await replayImport(read.value, USUAL_CHOICES, send);
  const kept = replayed.values.flat().filter((found) => replayed.isTaken(found));
  const isOf = (value: string, truth: string): boolean =>
    [value, decodedUrl(value)].some((one) => one.includes(truth) || truth.includes(one));
  const truth = [...visitor.truth];
  const again = importedPlan(read.value, {
    ...USUAL_CHOICES,
    correlates: (found) => replayed.isTaken(found),
    showsSecrets: true,
  });
  const parsed = parsePlan(again.plan);
  const files = again.files.map((file) => ({ name: file.name, bytes: Buffer.from(file.bytes, 'latin1') }));
  const tried = parsed.ok ? await withFiles(files, process.cwd(), async (folder) => await send(parsed.value, folder)) : null;
  const requests = replayed.requests[0] ?? [];
  return {
    name: `${name}, seed ${seed}, ${dialect}`,
    right: kept.filter(({ value }) => truth.some((one) => isOf(value, one))).length,
    wrong: kept.filter(({ value }) => !truth.some((one) => isOf(value, one))).map((found) => `${found.name} = ${found.value}`),
    missed: truth.filter((one) => !kept.some(({ value }) => isOf(value, one))),
    known: truth.length,
    faults: tried === null ? ['no plan'] : differences(requests, tried, 0),
  };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function decodedUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

test('new values are found, others are not replaced, and journeys are replayed as they were recorded', async () => {
  const judged: Judged[] = [];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1)
    for (const name of Object.keys(FAMILIES).filter((one) => one.includes(process.env['ONRUSH_FAMILY'] ?? '')))
      judged.push(await judge(name, seed));
  const sum = (count: (one: Judged) => number): number => judged.reduce((all, one) => all + count(one), 0);
  const right = sum((one) => one.right);
  const wrong = sum(({ wrong }) => wrong.length);
  const precision = right / (right + wrong);
  const known = sum((one) => one.known);
  const recall = (known - sum(({ missed }) => missed.length)) / known;
  const replays = judged.filter(({ faults }) => faults.length === 0).length / judged.length;
  for (const one of judged)
    if (one.wrong.length + one.missed.length + one.faults.length > 0)
      say(JSON.stringify(one, ['name', 'wrong', 'missed', 'faults'], 1));
  say(
    `${judged.length} recordings of ${Object.keys(FAMILIES).length} families, ${known} values: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, replayed as recorded ${replays.toFixed(3)}`,
  );
  expect(precision).toBeGreaterThanOrEqual(0.98);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  expect(replays).toBeGreaterThanOrEqual(0.9);
});
