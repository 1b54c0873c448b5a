// The blocks of an .http file: VS Code's REST Client, JetBrains, Visual Studio and httpyac write them nearly alike. Pure.

export interface HttpBlock {
  /** The name in "# @name login"; "" for none. */
  readonly name: string;
  /** What stands behind ###. */
  readonly title: string;
  readonly requestLine: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** Scripts that read the response. */
  readonly scripts: readonly string[];
  /** A file that is sent as the body. */
  readonly bodyFile: string | null;
  readonly hasScriptBefore: boolean;
}

export interface HttpFile {
  readonly variables: readonly (readonly [name: string, value: string])[];
  readonly blocks: readonly HttpBlock[];
}

const REQUEST = /^(?:(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY|[A-Z]{3,12})\s+\S|https?:\/\/|\{\{[^}]+\}\}\/)/;

export function isHttpFile(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !/^\s*(?:#|\/\/|@[\w.-]+\s*=)/.test(line));
  const [first = ''] = lines;
  return (
    /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY)\s+(?:https?:\/\/|\{\{|\/|[\w.-]+[.:]\w)/.test(first) ||
    (/^https?:\/\/\S+$/.test(first) && /^###/m.test(text))
  );
}

export function httpFile(text: string): HttpFile {
  const variables: [string, string][] = [];
  const parts: { title: string; lines: string[] }[] = [{ title: '', lines: [] }];
  for (const line of text.split(/\r?\n/)) {
    const [, title] = /^###+(.*)$/.exec(line) ?? [];
    if (title !== undefined) parts.push({ title: title.replaceAll(/^[\s#-]+|[\s#-]+$/g, ''), lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  const blocks = parts.flatMap(({ title, lines }) => blockOf(title, lines, variables) ?? []);
  return { variables, blocks };
}

/** null for a block without a request. Adds to `variables`. */
function blockOf(title: string, lines: readonly string[], variables: [string, string][]): HttpBlock | null {
  let name = '';
  let at = 0;
  let hasScriptBefore = false;
  for (; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const [, variable, value = ''] = /^\s*@([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (variable !== undefined) variables.push([variable, value]);
    name = /^\s*(?:#|\/\/)\s*@name[\s=]+(\S+)/.exec(line)?.[1] ?? name;
    if (/^<\s*\{%/.test(line)) {
      hasScriptBefore = true;
      while (at < lines.length && !/%\}/.test(lines[at] ?? '')) at++;
    } else if (REQUEST.test(line.trim())) break;
  }
  if (at >= lines.length) return null;
  let requestLine = (lines[at] ?? '').trim();
  for (at++; /^\s+[?&/]\S/.test(lines[at] ?? ''); at++)
    requestLine = requestLine.replace(/(\s+HTTP\/[\d.]+)?$/, `${(lines[at] ?? '').trim()}$1`);
  const headers: [string, string][] = [];
  for (; at < lines.length && (lines[at] ?? '').trim() !== ''; at++) {
    const [, header, value = ''] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(lines[at] ?? '') ?? [];
    if (header !== undefined && !/^(?:#|\/\/)/.test(header)) headers.push([header, value]);
  }
  return { name, title, requestLine, headers, hasScriptBefore, ...bodyOf(lines.slice(at + 1)) };
}

function bodyOf(lines: readonly string[]): Pick<HttpBlock, 'body' | 'scripts' | 'bodyFile'> {
  const body: string[] = [];
  const scripts: string[] = [];
  let bodyFile: string | null = null;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (/^>>!?\s|^<>\s/.test(line)) continue;
    if (/^>\s*\{%/.test(line)) {
      const from = at;
      while (at < lines.length && !/%\}/.test(lines[at] ?? '')) at++;
      scripts.push(
        lines
          .slice(from, at + 1)
          .join('\n')
          .replace(/^>\s*\{%/, '')
          .replace(/%\}[^]*$/, ''),
      );
    } else if (/^>\s+\S/.test(line)) scripts.push(line);
    else if (/^<@?\s*\S/.test(line) && !/^<[a-z!?/]/i.test(line) && body.every((one) => one.trim() === ''))
      bodyFile = line.replace(/^<@?(?:\w+)?\s+/, '').trim();
    else if (/^\s*#/.test(line) && body.every((one) => one.trim() === '')) continue;
    else body.push(line);
  }
  return { body: body.join('\n').replace(/^\n+/, '').replace(/\s+$/, ''), scripts, bodyFile };
}
