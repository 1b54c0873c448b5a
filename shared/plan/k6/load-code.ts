// The functions that k6 calls for an iteration: they choose the journey and the data rows.
import type { Plan } from '../plan.ts';
import { streamsOf, type Stream } from '../streams.ts';
import { PLACE_OF_ROWS, streamsUsing } from '../journey/data-row.ts';
import { indented, key, literal, member, quoted } from './js-text.ts';
import type { Names } from './names.ts';
import type { LoadName } from './options.ts';
import { tagText, thresholdsOf } from './thresholds.ts';

export function loadCode(plan: Plan, loads: readonly LoadName[], journeys: readonly string[], names: Names): string {
  const streams = streamsOf(plan);
  const codes = streams.flatMap((stream, at) => {
    const load = loads[at];
    return load === undefined || stream.scenarios.length === 0 ? [] : [oneLoad(plan, stream, at, load, journeys, names)];
  });
  return codes.join('\n\n');
}

function oneLoad(
  plan: Plan,
  { scenarios, load }: Stream,
  at: number,
  { exec }: LoadName,
  journeys: readonly string[],
  names: Names,
): string {
  const streams = streamsOf(plan).length;
  const usable = rowsOf(plan, at, names);
  const lines = [
    '/** Which iteration of this load it is, also where several k6 share it. */',
    'const turn = exec.scenario.iterationInTest;',
    ...usable.limits.map((limit) => `if (${limit}) return usedUp();`),
    ...(streams === 1 ? [] : ['/** The number of the iteration in the run. */', `const iteration = turn * ${streams} + ${at};`]),
    ...(load.model === 'closed' && scenarios.some((one) => plan.scenarios[one]?.pacing !== undefined)
      ? ['const beganAt = Date.now();']
      : []),
    `const v = begin(${streams === 1 ? 'turn' : 'iteration'}, exec.vu.idInTest, given || {}, ${usable.rows}, new http.CookieJar());`,
    ...chooseCode(plan, scenarios, journeys, names, load.model === 'closed'),
  ];
  if (usable.limits.length > 0) names.used.add('usedUp');
  const head = exec === null ? 'export default function (given)' : `export function ${exec}(given)`;
  return `${head} {\n${lines.map(indented).join('\n')}\n}`;
}

function chooseCode(
  plan: Plan,
  scenarios: readonly number[],
  journeys: readonly string[],
  names: Names,
  isClosed: boolean,
): string[] {
  const callOf = (at: number): string[] => {
    const { cookies = 'iteration', perVu = [], pacing, name, steps } = plan.scenarios[at] ?? {};
    const own = journeys[at] ?? '';
    const prepare = perVu.length === 0 ? '' : `prepare${own.charAt(0).toUpperCase()}${own.slice(1)}(v, false) && `;
    const isTimed = (steps ?? []).length > 1 && thresholdsOf(plan).some(({ metric }) => metric.startsWith('journey_time'));
    if (cookies === 'vu' || (perVu.length > 0 && cookies === 'iteration')) names.used.add('jarOf');
    if (pacing !== undefined && isClosed) names.used.add('pace');
    const call = `${prepare}${own}(v)`;
    return [
      ...(cookies === 'off' ? ['v.$jar = null;'] : []),
      ...(cookies === 'vu' || (perVu.length > 0 && cookies === 'iteration')
        ? [`v.$jar = jarOf(${quoted(perVu.length > 0 ? own : '')});`]
        : []),
      isTimed
        ? `if (${call} && exec.instance.currentTestRunDuration >= WARM_UP_MS) journeyTime.add(v.$ms, { journey: ${quoted(tagText(name ?? ''))} });`
        : `${call};`,
      ...(pacing !== undefined && isClosed ? [`pace(beganAt, ${pacing});`] : []),
    ];
  };
  const [only = 0, more] = scenarios;
  if (more === undefined) return callOf(only);
  names.used.add('choose');
  const choices = scenarios.map(
    (at) => `[() => {\n${callOf(at).map(indented).join('\n')}\n}, ${plan.scenarios[at]?.weight ?? 1}]`,
  );
  return [`choose(turn, [\n${choices.map((choice) => `${indented(choice)},`).join('\n')}\n])();`];
}

interface UsableRows {
  /** An object with the row of each data file. */
  readonly rows: string;
  /** Conditions under which the rows of a file have run out. */
  readonly limits: readonly string[];
}

function rowsOf(plan: Plan, stream: number, names: Names): UsableRows {
  const fields: string[] = [];
  const limits: string[] = [];
  (plan.data ?? []).forEach((set, at) => {
    const using = streamsUsing(plan, at);
    const place = using.indexOf(stream);
    const rows = `data${member(set.name)}`;
    const turn = using.length < 2 || place === -1 ? 'turn' : `turn * ${using.length} + ${place}`;
    names.used.add('row');
    if (set.pick === 'random') names.used.add('below');
    const number =
      set.pick === 'per-vu'
        ? 'exec.vu.idInTest - 1'
        : set.pick === 'random'
          ? `below(${rows}.length, ${streamsOf(plan).length === 1 ? 'turn' : 'iteration'}, ${PLACE_OF_ROWS + at})`
          : turn;
    fields.push(`${key(set.name)}: row(${rows}, ${number})`);
    if (set.onEnd === 'stop' && place !== -1) limits.push(`${turn} >= ${rows}.length`);
  });
  return { rows: fields.length === 0 ? literal({}) : `{ ${fields.join(', ')} }`, limits };
}
