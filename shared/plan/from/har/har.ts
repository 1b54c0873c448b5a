// Reads a HAR (HTTP Archive 1.1, 1.2) of a browser or proxy as the requests of a journey. Pure.
import {
  NOTHING,
  type CompanionFile,
  type Imported,
  type ImportedRequest,
  type PlanReader,
  type RecordedResponse,
} from '../imported/imported.ts';
import { fieldsOf, listOf, textOf, within } from '../imported/parts.ts';
import { counted } from '../imported/counted.ts';
import { refuse } from '../refusal.ts';
import { readEntry, responseText, type HarEntry, type NotSent } from './har-entry.ts';
import { harStep, type HarTools } from './har-step.ts';
import { leftAside, sitesOf } from './left-aside.ts';
import { restoreHeaders } from './left-out-headers.ts';
import { ownFields, untrustedSentences, withActionNames } from './own-fields.ts';
import { looksRandom } from '../correlate/likely-value.ts';

export const harReader: PlanReader = {
  kind: 'HAR file',
  recognises: ({ value }) => Array.isArray(within(value, 'log', 'entries')),
  read: ({ value }) => readHar(value),
};

function readHar(value: unknown): Imported {
  const log = fieldsOf(within(value, 'log'));
  const all = listOf(log['entries']).map(readEntry);
  const recorded = all
    .filter((entry) => typeof entry !== 'string')
    .toSorted((one, other) => (one.startedAt || 0) - (other.startedAt || 0));
  const { entries, notes } = restoreHeaders(recorded, programOf(log));
  if (entries.length === 0) refuse(nothingSentence(all));
  const sites = sitesOf(entries);
  const pages = pageNames(log['pages']);
  const leftOut: string[] = [];
  const files: CompanionFile[] = [];
  const keep = (name: string, bytes: string): string => keepFile(files, name, bytes);
  const requests = requestsOf(entries, {
    sites,
    keep,
    say: (sentence) => leftOut.push(sentence),
    groupOf: ({ page }) => pages.get(page) ?? page,
  });
  const own = ownFields(log);
  const untrusted = own?.untrusted ?? [];
  const usual = entries.filter((_, at) => requests[at]?.leftAside === null);
  return {
    ...NOTHING,
    kind: own === null ? creatorOf(log) : 'recording',
    name: own?.title || nameOf(entries, own === null ? pages : new Map()),
    typedSecrets: own?.secrets ?? [],
    scenarios: [
      {
        name: 'recorded',
        weight: 1,
        requests:
          own === null
            ? requests
            : withActionNames(
                requests,
                entries.map(({ page }) => page),
              ),
      },
    ],
    ...(untrusted.length === 0 ? {} : { tls: { verify: false } }),
    constants: scriptConstants(entries),
    files,
    leftOut: [...untrustedSentences(untrusted), ...notes, ...notSentSentences(all), ...browserSentences(usual), ...leftOut],
  };
}

interface RequestTools extends HarTools {
  readonly sites: ReadonlySet<string>;
  readonly groupOf: (entry: HarEntry) => string;
}

function requestsOf(entries: readonly HarEntry[], { sites, keep, say, groupOf }: RequestTools): readonly ImportedRequest[] {
  const judged = entries.map((entry) => leftAside(entry, sites));
  // If nothing would be left, everything that was recorded is wanted.
  const isWanted = judged.every((aside) => aside !== null);
  return entries.map((entry, at) => {
    const aside = isWanted && judged[at] !== 'stream' && judged[at] !== 'preflight' ? null : (judged[at] ?? null);
    const step = harStep(entry, { say: aside === null ? say : () => undefined, keep });
    return {
      step,
      group: groupOf(entry),
      leftAside: aside,
      recorded: {
        status: entry.status,
        startedAt: entry.startedAt,
        durationMs: entry.durationMs,
        response: aside === null ? responseOf(entry) : null,
      },
    };
  });
}

/** Names of devices on Windows, whatever follows their first dot. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/**
 * Under a name that no other file has. The recording may come from somebody else, so it is neither a hidden file, which programs read
 * unasked, nor an option nor a device.
 */
function keepFile(files: CompanionFile[], wanted: string, bytes: string): string {
  const plain = wanted
    .replaceAll(/[^\w.-]+/g, '_')
    .replace(/^[.-]+/, '')
    .replace(DEVICE, 'file-$&');
  const [, whole = '', ending = ''] = /^(.*?)(\.\w{1,12})?$/.exec(plain) ?? [];
  const stem = whole.slice(0, 60) || 'file';
  let name = `${stem}${ending}`;
  // Some systems do not distinguish capital letters.
  const isTaken = (): boolean => files.some((file) => file.name.toLowerCase() === name.toLowerCase());
  for (let number = 2; isTaken(); number++) name = `${stem}-${number}${ending}`;
  files.push({ name, bytes });
  return name;
}

function responseOf(entry: HarEntry): RecordedResponse {
  return { headers: entry.responseHeaders, text: responseText(entry), type: entry.responseType };
}

function creatorOf(log: Readonly<Record<string, unknown>>): string {
  const program = programOf(log);
  return program === '' ? 'HAR file' : `HAR file of ${program}`;
}

function programOf(log: Readonly<Record<string, unknown>>): string {
  return textOf(within(log['browser'], 'name')) || textOf(within(log['creator'], 'name'));
}

function pageNames(value: unknown): ReadonlyMap<string, string> {
  return new Map(listOf(value).map((page) => [textOf(within(page, 'id')), textOf(within(page, 'title'))]));
}

function nameOf([first]: readonly HarEntry[], pages: ReadonlyMap<string, string>): string {
  const title = [...pages.values()].find((one) => one !== '' && !/^https?:/.test(one));
  return (title ?? first?.address.hostname ?? 'Recording').slice(0, 200);
}

const NOT_SENT = {
  websocket: ['WebSocket', 'WebSockets'],
  unanswered: ['request that got no response when it was recorded', 'requests that got no response when they were recorded'],
  'other-scheme': [
    'entry that is not an HTTP request, such as data: or blob:',
    'entries that are not HTTP requests, such as data: or blob:',
  ],
  broken: ['entry without a method or URL', 'entries without a method or URL'],
} satisfies Readonly<Record<NotSent, readonly [string, string]>>;

function notSentCounts(all: readonly (HarEntry | NotSent)[]): readonly string[] {
  const kinds = ['websocket', 'unanswered', 'other-scheme', 'broken'] as const;
  return kinds.flatMap((kind) => {
    const number = all.filter((one) => one === kind).length;
    return number === 0 ? [] : [counted(number, ...NOT_SENT[kind])];
  });
}

function notSentSentences(all: readonly (HarEntry | NotSent)[]): readonly string[] {
  return notSentCounts(all).map((counted) => `${counted}: left out.`);
}

function nothingSentence(all: readonly (HarEntry | NotSent)[]): string {
  if (all.length === 0) return 'This HAR file holds no request.';
  return `This HAR file holds no request that Onrush can send: ${notSentCounts(all).join(', ')}.`;
}

function browserSentences(entries: readonly HarEntry[]): readonly string[] {
  return [...cookieSentence(entries), ...cacheSentence(entries)];
}

/** Cookies are kept as in a browser; those from before the recording belonged to a person. */
function cookieSentence(entries: readonly HarEntry[]): readonly string[] {
  const set = new Set<string>();
  const before = new Set<string>();
  for (const { headers, responseHeaders } of entries) {
    for (const name of cookieNames(headers)) if (!set.has(name)) before.add(name);
    for (const [header, value] of responseHeaders)
      if (header.toLowerCase() === 'set-cookie') for (const line of value.split('\n')) set.add(line.split('=')[0]?.trim() ?? '');
  }
  const names = [...before].filter((name) => name !== '');
  if (names.length === 0) return [];
  const some = names.slice(0, 5).join(', ');
  return [`Cookies that the browser had before the recording are not sent: ${some}${names.length > 5 ? ', …' : ''}.`];
}

function cookieNames(headers: HarEntry['headers']): readonly string[] {
  return headers
    .filter(([name]) => name.toLowerCase() === 'cookie')
    .flatMap(([, value]) => value.split(';').map((pair) => pair.split('=')[0]?.trim() ?? ''));
}

function cacheSentence(entries: readonly HarEntry[]): readonly string[] {
  const number = entries.filter(({ headers }) =>
    headers.some(([name]) => /^if-(?:none-match|modified-since)$/i.test(name)),
  ).length;
  if (number === 0) return [];
  return [
    `${counted(number, 'request', 'requests')} asked whether the browser's copy was still good. A virtual user has no copy, so the whole response is requested.`,
  ];
}

const MOST_CONSTANTS = 20_000;
const LONGEST_SCRIPT = 8_000_000;

/** Values in the scripts of a site: keys and ids that are the same for everybody, so that they need not come from a response. */
function scriptConstants(entries: readonly HarEntry[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const entry of entries) {
    if (!isScript(entry) || isMadeAnew(entry)) continue;
    const text = responseText(entry);
    if (text.length > LONGEST_SCRIPT) continue;
    for (const [, , held = ''] of text.matchAll(/(["'`])([\w.-]{8,100})\1/g)) {
      if (found.size >= MOST_CONSTANTS) return found;
      if (looksRandom(held)) found.add(held);
    }
  }
  return found;
}

function isScript({ resource, responseType }: HarEntry): boolean {
  return resource === 'script' || /(?:java|ecma)script/.test(responseType);
}

/** A server that generates a script for one person forbids caching it. */
function isMadeAnew({ responseHeaders }: HarEntry): boolean {
  return responseHeaders.some(([name, value]) => name.toLowerCase() === 'cache-control' && /no-store|private/i.test(value));
}
