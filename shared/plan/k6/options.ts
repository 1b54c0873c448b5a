// The options of a script: one k6 scenario for each load, and the HTTP settings.
import type { Plan } from '../plan.ts';
import { streamsOf } from '../streams.ts';
import { executorOf } from './executors.ts';
import { blockText, literal, objectText, quoted, type Field } from './js-text.ts';
import type { Names } from './names.ts';
import { thresholdsOf } from './thresholds.ts';

export interface LoadName {
  /** The name of the k6 scenario. */
  readonly scenario: string;
  /** The function that it calls; null for the default one. */
  readonly exec: string | null;
}

export interface OptionsInput {
  readonly plan: Plan;
  readonly names: Names;
  readonly loads: readonly LoadName[];
  /** The path under which the script opens a file of the plan. */
  readonly pathOf: (path: string) => string;
  /** False if Onrush itself evaluates the thresholds. */
  readonly hasThresholds: boolean;
}

export function optionsText({ plan, names, loads, pathOf, hasThresholds }: OptionsInput): string {
  const scenarios = streamsOf(plan).flatMap(({ load, scenarios: sharing }, at): Field[] => {
    const name = loads[at];
    if (name === undefined || sharing.length === 0) return [];
    return [
      [name.scenario, blockText([...executorOf(load, plan, at), ...(name.exec === null ? [] : [field('exec', name.exec)])])],
    ];
  });
  const thresholds = hasThresholds ? thresholdsOf(plan) : [];
  const fields: Field[] = [
    ['scenarios', blockText(scenarios)],
    ...(thresholds.length === 0 ? [] : [thresholdField(thresholds)]),
    ...httpFields(plan),
    ...tlsFields(plan, names, pathOf),
  ];
  return `export const options = ${blockText(fields)};`;
}

function thresholdField(thresholds: ReturnType<typeof thresholdsOf>): Field {
  const byMetric = new Map<string, string[]>();
  for (const { metric, code } of thresholds) byMetric.set(metric, [...(byMetric.get(metric) ?? []), code]);
  return ['thresholds', blockText([...byMetric].map(([metric, all]): Field => [metric, `[${all.join(', ')}]`]))];
}

function field(name: string, value: string | number | boolean): Field {
  return [name, literal(value)];
}

function httpFields({ http }: Plan): Field[] {
  return [
    field('maxRedirects', http.followRedirects),
    field('noCookiesReset', true),
    field('discardResponseBodies', true),
    ['dns', objectText([field('ttl', http.dnsCache === 'run' ? 'inf' : '0'), field('select', 'first')])],
    ...(http.keepAlive ? [] : [field('noConnectionReuse', true)]),
  ];
}

function tlsFields({ tls }: Plan, names: Names, pathOf: (path: string) => string): Field[] {
  const fields: Field[] = tls.verify ? [] : [field('insecureSkipTLSVerify', true)];
  if (tls.cert === undefined || tls.key === undefined) return fields;
  const password: Field[] =
    tls.passphrase === undefined ? [] : [['password', names.secrets.refer('TLS passphrase', tls.passphrase)]];
  const pair = blockText([
    ['cert', `open(${quoted(pathOf(tls.cert))})`],
    ['key', `open(${quoted(pathOf(tls.key))})`],
    ...password,
  ]);
  return [...fields, ['tlsAuth', `[${pair}]`]];
}
