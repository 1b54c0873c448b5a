// The part of a request below its headers in an .http file: its body, and what reads the response. Pure.
import type { FormPart } from '../imported/form-parts.ts';

export interface HttpContent {
  readonly body: string;
  /** The parts of a form, if the body is one with files. */
  readonly parts: readonly FormPart[];
  /** A file that is sent as the body. */
  readonly bodyFile: string | null;
  /** Scripts that read the response. */
  readonly scripts: readonly string[];
  /** httpyac's "?? status == 200", without the question marks. */
  readonly asserts: readonly string[];
  /** True if its {{names}} would be filled in within a file. */
  readonly fillsFile: boolean;
}

const FILE = /^<(@\w*)?\s+(\S.*?)\s*$/;

export function httpContent(lines: readonly string[], contentType: string): HttpContent {
  const body: string[] = [];
  const scripts: string[] = [];
  const asserts: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const isEmpty = body.every((one) => one.trim() === '');
    if (/^>>!?\s|^<>\s/.test(line)) continue;
    if (/^\?\?\s/.test(line)) asserts.push(line.slice(2).trim());
    else if (/^>\s*\{%/.test(line)) {
      const from = at;
      while (at < lines.length && !/%\}/.test(lines[at] ?? '')) at++;
      scripts.push(withoutMarks(lines.slice(from, at + 1).join('\n')));
    } else if (/^\{\{\S*\s*$/.test(line) && !line.includes('}}')) {
      const from = at + 1;
      while (at < lines.length && !(lines[at] ?? '').startsWith('}}')) at++;
      scripts.push(lines.slice(from, at).join('\n'));
    } else if (/^>\s+\S/.test(line)) scripts.push(line);
    else if (!(isEmpty && /^\s*(?:#|\/\/\s)/.test(line))) body.push(line);
  }
  const text = body.join('\n').replace(/^\n+/, '').replace(/\s+$/, '');
  const files = text.split('\n').flatMap((line) => FILE.exec(line) ?? []);
  const fillsFile = text.split('\n').some((line) => line.startsWith('<@') && FILE.test(line));
  const [, boundary = ''] = /boundary="?([^";]+)"?/i.exec(contentType) ?? [];
  const rest = { scripts, asserts, fillsFile };
  if (/multipart\/form-data/i.test(contentType) && boundary !== '')
    return { ...rest, body: '', parts: multipart(text, boundary), bodyFile: null };
  const isFile = files.length > 0 && !text.includes('\n');
  return { ...rest, body: isFile ? '' : text, parts: [], bodyFile: isFile ? (FILE.exec(text)?.[2] ?? null) : null };
}

function withoutMarks(script: string): string {
  return script.replace(/^>\s*\{%/, '').replace(/%\}[^]*$/, '');
}

function multipart(text: string, boundary: string): readonly FormPart[] {
  return text
    .split('\n')
    .reduce<string[][]>(
      (parts, line) => {
        if (line.trimEnd() === `--${boundary}` || line.trimEnd() === `--${boundary}--`) parts.push([]);
        else parts.at(-1)?.push(line);
        return parts;
      },
      [[]],
    )
    .slice(1)
    .flatMap((lines) => partOf(lines) ?? []);
}

/** Returns null for what follows the last boundary. */
function partOf(lines: readonly string[]): FormPart | null {
  const blank = lines.findIndex((line) => line.trim() === '');
  const head = lines.slice(0, blank === -1 ? lines.length : blank).join('\n');
  const [, name] = /content-disposition:[^\n]*?\bname="?([^";\n]*)"?/i.exec(head) ?? [];
  if (name === undefined) return null;
  const [, type] = /content-type:\s*([^\n]+)/i.exec(head) ?? [];
  const content =
    blank === -1
      ? ''
      : lines
          .slice(blank + 1)
          .join('\n')
          .replace(/\n+$/, '');
  const [, , file] = FILE.exec(content) ?? [];
  return { name, content: file === undefined ? { value: content } : { file }, type: type?.trim() };
}
