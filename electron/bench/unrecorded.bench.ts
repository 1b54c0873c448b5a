// The engine alone: nothing stores or draws what it measures. Runs as its own process.
import { parsePlan } from '../../shared/plan/plan-parse.ts';
import { thisComputer } from '../app/computer.ts';
import { USER_AGENT } from '../system/version.ts';
import { NOBODY, Run } from '../engine/run.ts';
import { NO_FILES } from '../engine/files/plan-files.ts';

const [, , url = '', connections = '50'] = process.argv;
const target = Number(connections);
const parsed = parsePlan({
  version: 1,
  scenarios: [{ steps: [{ url }] }],
  load: { model: 'closed', stages: [{ duration: '60s', target }], startTarget: target },
});
if (!parsed.ok) throw new Error(parsed.failure.message);
const options = { workers: 1, userAgent: USER_AGENT, computer: thisComputer(), files: NO_FILES, stopAfterRefusedMs: null };
await (
  await Run.start(parsed.value, options, NOBODY)
).ended;
