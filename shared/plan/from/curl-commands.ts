// Reads one or more cURL commands as the steps of an import. Pure.
import { isCurlCommand, parseOpenCurls } from './curl.ts';
import type { CurlRequest } from './curl-step.ts';
import { NOTHING, type Imported, type ImportedRequest, type PlanReader } from './imported/imported.ts';
import { refuse } from './refusal.ts';

export const curlReader: PlanReader = {
  kind: 'cURL command',
  recognises: ({ text, value }) => typeof value !== 'object' && isCurlCommand(text),
  read: ({ text }) => readCommands(text),
};

function readCommands(text: string): Imported {
  const parsed = parseOpenCurls(text);
  if (!parsed.ok) return refuse(parsed.failure.message);
  const all = parsed.value;
  const requests = all.map(({ step }): ImportedRequest => ({ step, group: '', leftAside: null, recorded: null }));
  const [first] = all;
  return {
    ...NOTHING,
    kind: all.length === 1 ? 'cURL command' : 'file of cURL commands',
    name: first === undefined ? 'cURL' : (/^[a-z]+:\/\/([^/?#]+)/i.exec(first.step.url)?.[1] ?? 'cURL'),
    scenarios: [{ name: 'requests', weight: 1, requests }],
    http: first?.http ?? {},
    tls: first?.tls ?? {},
    timeouts: first?.timeouts ?? {},
    leftOut: all.flatMap((one, at) => notesOf(one, all.length === 1 ? '' : `Command ${at + 1}: `)),
  };
}

function notesOf({ notes }: CurlRequest, before: string): readonly string[] {
  return notes.map((note) => before + note);
}
