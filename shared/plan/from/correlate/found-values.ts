// Correlation: which values of a recording were taken from an earlier response, and where each of them was used. Offline and repeatable.
import type { ImportedRequest, RecordedResponse, StepInput } from '../imported/imported.ts';
import { OwnNames } from '../imported/own-names.ts';
import { clientMade, isDistinctive, isIdentifying } from './likely-value.ts';
import { foundLocations } from './found-locations.ts';
import { requestTokens, withName, type RequestToken } from './request-tokens.ts';
import type { FoundValue, Produced, Taking } from './found-value.ts';
import { betweenExtract, responseValues } from './response-values.ts';

export function foundValues(requests: readonly ImportedRequest[]): readonly FoundValue[] {
  const tokens = requests.map(({ step }) => requestTokens(step));
  const responses = requests.map(({ recorded }) => recorded?.response ?? null);
  const produced = producedValues(responses);
  const names = new OwnNames();
  const found = new Map<string, FoundValue>();
  for (const location of foundLocations(requests, produced))
    found.set(location.value, { ...location, name: names.of('location') });
  const inLocations = new Set(
    [...found.values()].flatMap(({ value }) => requestTokens({ url: value }).map((token) => token.value)),
  );
  tokens.forEach((all, at) =>
    all.forEach((token) => {
      const known = found.get(token.value);
      if (known === undefined && inLocations.has(token.value)) return;
      if (known !== undefined) {
        found.set(token.value, { ...known, consumers: [...new Set([...known.consumers, at])] });
        return;
      }
      const value = valueFor(token, at, { tokens, responses, produced, requests, names });
      if (value !== null) found.set(token.value, value);
    }),
  );
  return [...found.values()];
}

interface Recording {
  readonly requests: readonly ImportedRequest[];
  readonly tokens: readonly (readonly RequestToken[])[];
  readonly responses: readonly (RecordedResponse | null)[];
  readonly produced: ReadonlyMap<string, readonly Produced[]>;
  readonly names: OwnNames;
}

function valueFor(token: RequestToken, at: number, recording: Recording): FoundValue | null {
  const { value } = token;
  if (value === '' || value.includes('{{')) return null;
  const first = recording.tokens.findIndex((all) => all.some((one) => one.value === value));
  // What a request held before any response did was typed by the person, or stands in the page's own program.
  const before = (recording.produced.get(value) ?? []).filter(({ step }) => step < first);
  const best = chosen(before.filter((one) => mayBeTaken(one, token)));
  if (best !== null)
    return {
      name: recording.names.of(nameFor(best, recording.requests)),
      value,
      producer: best.step,
      extract: best.extract,
      builtIn: null,
      consumers: [at],
    };
  const text = before.length === 0 && isDistinctive(value) ? fromText(value, first, recording.responses) : null;
  if (text !== null)
    return {
      name: recording.names.of(plainName(token.field) || 'value'),
      value,
      producer: text.step,
      extract: text.extract,
      builtIn: null,
      consumers: [at],
    };
  const made = before.length === 0 ? clientMade(value, recording.requests[at]?.recorded?.startedAt ?? Number.NaN) : null;
  if (made === null || (made === 'timestamp' && value.length !== 13 && value.length !== 10)) return null;
  // A short time is in seconds, which no built-in value is.
  if (made === 'timestamp' && value.length === 10) return null;
  return { name: `$${made}`, value, producer: null, extract: null, builtIn: `$${made}`, consumers: [at] };
}

/** A word or a small number is equal by chance, unless both places say that it identifies something. */
function mayBeTaken({ value, word }: Produced, { place, field }: RequestToken): boolean {
  if (isDistinctive(value)) return true;
  if (!isIdentifying(word)) return false;
  if (place === 'path') return /\d/.test(value) || value.length >= 3;
  return isIdentifying(field) && value.length >= 1;
}

/** The latest response before the request; in it JSON before headers before HTML, and the shallowest path. */
function chosen(values: readonly Produced[]): Produced | null {
  const order = (one: Produced, other: Produced): number =>
    other.step - one.step ||
    one.rank - other.rank ||
    Number(isIdentifying(other.word)) - Number(isIdentifying(one.word)) ||
    pathLength(one) - pathLength(other);
  return values.toSorted(order)[0] ?? null;
}

function pathLength({ extract }: Produced): number {
  return extract.json?.length ?? 0;
}

function producedValues(responses: readonly (RecordedResponse | null)[]): ReadonlyMap<string, readonly Produced[]> {
  const produced = new Map<string, Produced[]>();
  responses.forEach((response, step) => {
    for (const value of response === null ? [] : responseValues(response))
      produced.set(value.value, [...(produced.get(value.value) ?? []), { ...value, step }]);
  });
  return produced;
}

/** Somewhere in the text of the latest response before the request, such as in a script of a page. */
function fromText(value: string, first: number, responses: Recording['responses']): { step: number; extract: Taking } | null {
  for (let step = first - 1; step >= 0; step--) {
    const text = responses[step]?.text ?? '';
    const extract = text === '' ? null : betweenExtract(text, value);
    if (extract !== null) return { step, extract };
  }
  return null;
}

/** "cartId" for the id that POST /carts gives; else what the value is called where it stands. */
function nameFor({ word, step, extract }: Produced, requests: readonly ImportedRequest[]): string {
  if (!/^(?:id|uuid|guid|key|slug|code|number)$/i.test(word)) return plainName(word) || 'value';
  const parent = /\.(\w+)(?:\[\d+\])?\.\w+$/.exec(extract.json ?? '')?.[1];
  const path = (requests[step]?.step.url ?? '').replace(/^[a-z]+:\/\/[^/?#]*/i, '').split('?')[0] ?? '';
  const last = path.split('/').findLast((segment) => /^[A-Za-z][A-Za-z_-]+$/.test(segment));
  const owner = singular(
    parent !== undefined && !/^(?:data|result|results|items|response|payload)$/i.test(parent) ? parent : (last ?? ''),
  );
  const name = plainName(owner);
  return name === '' ? word : `${name}${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function singular(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');
}

function plainName(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
    .replace(/^[A-Z]/, (one) => one.toLowerCase());
}

/** The steps with a name in the place of each value, and with what takes it from its response. */
export function withFoundValues(steps: readonly StepInput[], found: readonly FoundValue[]): StepInput[] {
  const filled = [...steps];
  // Longer values first: one may stand within another.
  for (const { name, value, producer, extract, consumers } of found.toSorted(
    (one, other) => other.value.length - one.value.length,
  )) {
    for (const at of consumers) {
      const step = filled[at];
      if (step !== undefined) filled[at] = withName(step, value, name);
    }
    const maker = producer === null ? undefined : filled[producer];
    if (maker !== undefined && producer !== null && extract !== null)
      filled[producer] = { ...maker, extract: { ...maker.extract, [name]: extract } };
  }
  return filled;
}
