// Translates a regular expression of RE2 to JavaScript.
import { quoted } from './js-text.ts';

/** RE2's classes by name. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: String.raw`\x00-\x7F`,
  blank: String.raw`\t `,
  cntrl: String.raw`\x00-\x1F\x7F`,
  digit: '0-9',
  lower: 'a-z',
  punct: String.raw`!-\/:-@\[-\x60{-~`,
  space: String.raw`\t\n\v\f\r `,
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** A literal, such as /token=(\w+)/. */
export function patternCode(regex: string): string {
  const { source, flags } = patternSource(regex);
  try {
    const { source: written } = new RegExp(source, flags);
    return `/${written}/${flags}`;
  } catch {
    return `new RegExp(${quoted(source)}, ${quoted(flags)})`;
  }
}

/** The source and flags of the expression in JavaScript. */
export function patternSource(regex: string): { readonly source: string; readonly flags: string } {
  const [, flags = ''] = /^\(\?([imsU]+)\)/.exec(regex) ?? [];
  const source = (flags === '' ? regex : regex.slice(flags.length + 3))
    .replaceAll(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole)
    .replaceAll('(?P<', '(?<')
    .replaceAll(String.raw`\A`, '^')
    .replaceAll(String.raw`\z`, '$');
  return { source, flags: flags.replace('U', '') };
}

/** Whether k6 is known to interpret it as Onrush does. */
export function isCarried(regex: string): boolean {
  return !patternCode(regex).startsWith('new RegExp') && !/\(\?[imsU-]+:|\(\?U|\\p\{|\\Q/.test(regex);
}
