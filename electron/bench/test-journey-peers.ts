// The step of the journey as other load generators write it, with a data column, a header that varies, an extracted value and two
// checks.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../build/bench/peers.ts';
import type { Command } from '../../build/bench/processes.ts';

interface PeerJourney {
  /** Contains users.csv; what the peers read is written here. */
  readonly folder: string;
  readonly url: string;
  readonly users: number;
  readonly note: (sentence: string) => void;
}

/** The peers that are installed; for the others, prints that their rows are left out. */
export function journeyPeers(journey: PeerJourney): readonly (readonly [name: string, command: Command])[] {
  const commands = [['k6', k6Command] as const, ['artillery', artilleryCommand] as const];
  return commands.flatMap(([name, commandOf]) => {
    const program = findProgram(name);
    if (program !== null) return [[name, commandOf(program, journey)] as const];
    journey.note(`  ${name} is not on the PATH, so the row beside it is left out.`);
    return [];
  });
}

function k6Command(program: string, journey: PeerJourney): Command {
  const path = join(journey.folder, 'journey.js');
  writeFileSync(path, k6Script(journey, join(journey.folder, 'users.csv')));
  return { program, args: ['run', '--quiet', '--no-usage-report', path], env: { GOMAXPROCS: '1' } };
}

function k6Script({ users, url }: PeerJourney, file: string): string {
  return `import http from 'k6/http';
import exec from 'k6/execution';
import { check } from 'k6';
import { SharedArray } from 'k6/data';
const users = new SharedArray('users', () => open(${JSON.stringify(file)}).trim().split('\\n').slice(1).map((line) => line.split(',')[0]));
export const options = { vus: ${users}, duration: '60s' };
const guid = () => 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => Math.floor(Math.random() * 16).toString(16));
export default function () {
  const headers = { 'x-request-id': guid(), 'x-user': users[exec.scenario.iterationInTest % users.length] };
  const response = http.get(${JSON.stringify(url)}, { headers });
  const document = response.json();
  check(response, { status: (one) => one.status === 200, items: () => document.items.length > 0 });
  return document.token;
}
`;
}

/** It has no fixed number of users: this many arrive at once, and each of them loops. */
function artilleryCommand(program: string, { folder, url, users }: PeerJourney): Command {
  const path = join(folder, 'artillery.json');
  const request = {
    url,
    headers: { 'x-request-id': '{{ $uuid }}', 'x-user': '{{ email }}' },
    capture: { json: '$.token', as: 'token' },
    expect: [{ statusCode: 200 }, { hasProperty: 'items' }],
  };
  const script = {
    config: {
      target: new URL(url).origin,
      phases: [{ duration: 1, arrivalCount: users }],
      payload: { path: join(folder, 'users.csv'), fields: ['email', 'n'], skipHeader: true },
      plugins: { expect: { outputFormat: 'silent' } },
    },
    scenarios: [{ flow: [{ loop: [{ get: request }], count: 1_000_000 }] }],
  };
  writeFileSync(path, JSON.stringify(script));
  return { program, args: ['run', '--quiet', path], env: { ARTILLERY_DISABLE_TELEMETRY: 'true' } };
}
