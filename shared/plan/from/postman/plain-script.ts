// Rewrites a Postman script in one plain style, so that few patterns can read it. It is never executed. Pure.
import { STRING, VALUE } from './script-patterns.ts';

/** Equivalent forms: conversions, default values, and names that are destructured from an object. */
export function plainScript(script: string): string {
  return withoutComments(script)
    .replaceAll('?.[', '[')
    .replaceAll(/\.toString\(\s*\)/g, '')
    .replaceAll(new RegExp(String.raw`\b(?:String|Number|parseInt)\(\s*(${VALUE})\s*\)`, 'g'), '$1')
    .replaceAll(/\s*(?:\?\?|\|\|)\s*(?:""|''|null)(?=\s*\))/g, '')
    .replaceAll(
      new RegExp(String.raw`(?:const|let|var)\s*\{([\w\s,:$]+)\}\s*=\s*(${VALUE})\s*(?=[;\n]|$);?`, 'g'),
      (_, names: string, value: string) =>
        names
          .split(',')
          .map((one) => one.split(':').map((word) => word.trim()))
          .filter(([key]) => key !== '')
          .map(([key = '', own = key]) => `const ${own} = ${value}.${key};`)
          .join(' '),
    );
}

function withoutComments(script: string): string {
  return script.replaceAll(
    new RegExp(String.raw`(${STRING})|//[^\n]*|/\*[^]*?\*/`, 'g'),
    (_, text: string | undefined) => text ?? '',
  );
}
