// Splits an .http file into blocks: VS Code's REST Client, JetBrains, Visual Studio and httpyac use nearly the same format. Pure.
import { httpContent, type HttpContent } from './http-content.ts';

export interface HttpBlock extends HttpContent {
  /** The name in "# @name login"; "" for none. */
  readonly name: string;
  /** The text after ###. */
  readonly title: string;
  readonly requestLine: string;
  /** The whole command if the request is a curl command. */
  readonly command: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Words after an @ in its comments, such as "no-redirect". */
  readonly marks: ReadonlyMap<string, string>;
  readonly hasScriptBefore: boolean;
}

export interface HttpFile {
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly blocks: readonly HttpBlock[];
  /** Other files whose requests it refers to. */
  readonly imports: readonly string[];
}

const METHODS = 'GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY|GRAPHQL';
const REQUEST = new RegExp(String.raw`^(?:(?:${METHODS}|[A-Z]{2,12})\s+\S|https?:\/\/|\{\{[^}]+\}\}(?:[/?]|$)|curl(?:\.exe)?\s)`);

export function isHttpFile(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s*(?:#|\/\/|@[\w.-]+\s*:?=|import\s)/.test(line));
  const starts = new RegExp(String.raw`^(?:${METHODS})\s+(?:https?:\/\/|\{\{|\/|[\w.-]+[.:]\w)`);
  const [first = ''] = lines;
  if (starts.test(first)) return true;
  // Its first block may contain a script, another protocol, a command, or only the URL.
  return /^###/m.test(text) && (/^(?:https?:\/\/|\{\{[^}]+\}\}\/)\S+$/.test(first) || lines.some((line) => starts.test(line)));
}

export function httpFile(text: string): HttpFile {
  const variables: [string, string][] = [];
  const lines = text.split(/\r?\n/);
  const parts = lines.some((line) => line.startsWith('###')) ? separatedParts(lines) : partsByRequest(lines);
  const blocks = parts.flatMap(({ title, lines }) => blockOf(title, lines, variables) ?? []);
  const imports = [...text.matchAll(/^(?:import|(?:#|\/\/)\s*@import)\s+(\S+)/gm)].map(([, file = '']) => file);
  return { variables, blocks, imports };
}

interface Part {
  readonly title: string;
  readonly lines: string[];
}

function separatedParts(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [{ title: '', lines: [] }];
  for (const line of lines) {
    const [, title] = /^###+(.*)$/.exec(line) ?? [];
    if (title !== undefined) parts.push({ title: title.replaceAll(/^[\s#-]+|[\s#-]+$/g, ''), lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts;
}

const WHOLE_REQUEST = new RegExp(
  String.raw`^(?:${METHODS})\s+(?:https?:\/\/|\{\{|\/|[\w-][\w.-]*[.:]\w)\S*(?:\s+HTTP\/\S+)?\s*$`,
);
/** It belongs to the request that follows. */
const BEFORE_REQUEST = /^\s*(?:$|#|\/\/|@[\w.-]+\s*:?=)/;

/** Without separators, as in a file of vegeta's targets, each request line begins a request. */
function partsByRequest(lines: readonly string[]): readonly Part[] {
  const parts: Part[] = [{ title: '', lines: [] }];
  let hasRequest = false;
  for (const line of lines) {
    const last = parts.at(-1)?.lines ?? [];
    if (WHOLE_REQUEST.test(line)) {
      if (hasRequest) {
        const end = last.findLastIndex((one) => !BEFORE_REQUEST.test(one)) + 1;
        parts.push({ title: '', lines: [...last.splice(end), line] });
        continue;
      }
      hasRequest = true;
    }
    last.push(line);
  }
  return parts;
}

/** What precedes the request line. */
interface Before {
  /** The line number of the request line; the number of lines if there is none. */
  readonly at: number;
  readonly marks: Map<string, string>;
  readonly hasScript: boolean;
}

/** Returns null for a block without a request. Adds to `variables`. */
function blockOf(title: string, lines: readonly string[], variables: [string, string][]): HttpBlock | null {
  const { at: first, marks, hasScript } = beforeRequest(lines, variables);
  if (first >= lines.length) return null;
  const named = { name: marks.get('name') ?? '', title: title || (marks.get('title') ?? ''), marks, hasScriptBefore: hasScript };
  let requestLine = (lines[first] ?? '').trim();
  if (requestLine.startsWith('curl'))
    return { ...named, requestLine, command: lines.slice(first).join('\n'), headers: [], ...httpContent([], '') };
  let at = first + 1;
  for (; /^\s*[?&]\S|^\s+\/\S/.test(lines[at] ?? '') && !/^\s*\/\//.test(lines[at] ?? ''); at++)
    requestLine = requestLine.replace(/(\s+HTTP\/[^\s]+(?:\s+\([^)]*\))?)?$/, `${(lines[at] ?? '').trim()}$1`);
  const headers: [string, string][] = [];
  let targetFile: string | null = null;
  for (; at < lines.length && (lines[at] ?? '').trim() !== ''; at++) {
    const line = lines[at] ?? '';
    readMark(line, marks);
    // A handler may directly follow a request without headers.
    if (/^(?:>|\?\?|\{\{\s*$|<>?\s)/.test(line)) break;
    // vegeta names the file of a body like this.
    targetFile = /^@([^\s=]+)\s*$/.exec(line)?.[1] ?? targetFile;
    const [, header, value = ''] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (header !== undefined && !/^(?:#|\/\/)/.test(header)) headers.push([header, value]);
  }
  const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1] ?? '';
  const content = httpContent(lines.slice(at), type);
  return { ...named, requestLine, command: null, headers, ...content, bodyFile: content.bodyFile ?? targetFile };
}

function beforeRequest(lines: readonly string[], variables: [string, string][]): Before {
  const marks = new Map<string, string>();
  let hasScript = false;
  let at = 0;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, variable, value = ''] = /^\s*@([\w.-]+)\s*:?=\s*(.*?)\s*$/.exec(line) ?? [];
    if (variable !== undefined) variables.push([variable, value]);
    readMark(line, marks);
    if (/^<\s*\{%/.test(line)) {
      hasScript = true;
      while (at < lines.length && !/%\}/.test(lines[at] ?? '')) at++;
    } else if (/^\{\{\S*\s*$/.test(line) && !line.includes('}}')) {
      hasScript = true;
      while (at < lines.length && !(lines[at] ?? '').startsWith('}}')) at++;
    } else if (/^<\s+\S/.test(line)) hasScript = true;
    else if (REQUEST.test(line.trim())) break;
  }
  return { at, marks, hasScript };
}

/** For example "# @name login", "// @no-redirect". */
function readMark(line: string, marks: Map<string, string>): void {
  const [, mark, value = ''] = /^\s*(?:#+|\/\/)\s*@([\w-]+)(?:[\s=]+(.*?))?\s*$/.exec(line) ?? [];
  if (mark !== undefined) marks.set(mark, mark === 'name' ? (value.split(/\s/)[0] ?? '') : value);
}
