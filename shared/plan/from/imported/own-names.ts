// Other programs allow names that a plan does not: each of them gets a valid name and keeps it.
import { isBuiltInName } from '../../journey/built-in.ts';
import { parseTemplate } from '../../journey/template.ts';

const DYNAMIC: Readonly<Record<string, string>> = {
  $randomUUID: '$guid',
  $uuid: '$guid',
  '$random.uuid': '$guid',
  $datetime: '$isoTimestamp',
  $localDatetime: '$isoTimestamp',
  $isoTimestamp: '$isoTimestamp',
  $timestamp: '$timestamp',
  $guid: '$guid',
  $randomInt: '$randomInt[0,1000]',
  '$random.integer': '$randomInt[0,1000]',
  $randomAlphaNumeric: '$randomHex[1]',
  '$random.alphabetic': '$randomHex[8]',
  '$random.hexadecimal': '$randomHex[8]',
};

export class OwnNames {
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  /** Values that the other program provides and Onrush does not. */
  readonly unknownBuiltIns = new Set<string>();
  /** Names whose values the other program stores in a vault. */
  readonly vaulted = new Set<string>();

  /** Returns a name that is valid in a plan: letters, digits, dashes and underscores. */
  of(given: string): string {
    const known = this.#names.get(given);
    if (known !== undefined) return known;
    const plain =
      given
        .trim()
        .replace(/[^\w-]+/g, '_')
        .replace(/^(?=[\d-])/, '_')
        .slice(0, 90) || 'value';
    let name = plain;
    for (let number = 2; this.#taken.has(name); number++) name = `${plain}_${number}`;
    this.#taken.add(name);
    this.#names.set(given, name);
    return name;
  }

  /** Replaces the name in every hole `{{name}}` by a valid one; other braces stay as they are. */
  template(text: string): string {
    return text.replaceAll(/\{\{([^{}"\n\r]*)\}\}|\{\{/g, (braces, inner: string | undefined) => {
      const name = inner?.trim() ?? '';
      return name === '' ? String.raw`\{{${braces.slice(2)}` : `{{${this.#hole(name)}}}`;
    });
  }

  #hole(name: string): string {
    const plain = name.replace(/^(?:_\.|process\.env\.|\$processEnv\s+%?|\$dotenv\s+%?|%)/, '');
    if (/^vault:./.test(plain)) {
      const own = this.of(plain.slice('vault:'.length));
      this.vaulted.add(own);
      return own;
    }
    if (!name.startsWith('$')) return this.of(plain);
    if (isBuiltInName(name)) return name;
    const [word, rest] = splitAt(name, /^\$[\w.]+/.exec(name)?.[0].length ?? 0);
    const [, low, high] = /^[\s(]*(-?\d+)[\s,]+(-?\d+)[\s)]*$/.exec(rest) ?? [];
    if (low !== undefined && high !== undefined && /^\$random(?:Int|\.integer)$/.test(word)) return `$randomInt[${low},${high}]`;
    const known = dynamicName(word, rest.trim());
    if (known !== null) return known;
    if (plain !== name) return this.of(plain);
    this.unknownBuiltIns.add(name);
    return this.of(name.slice(1));
  }
}

/** Returns null if Onrush has no such value, for example yesterday's date. */
function dynamicName(word: string, rest: string): string | null {
  const known = DYNAMIC[word];
  if (known === undefined || rest === '' || rest === '()') return known ?? null;
  const [, format] = /^["']([YMDHms\-/:. TSZ]+)["']$/.exec(rest) ?? [];
  if (/datetime$/i.test(word)) {
    const name = rest === 'iso8601' ? known : `$now[${format ?? ''}]`;
    return isBuiltInName(name) ? name : null;
  }
  const [, digits] = /^\(\s*([1-9]\d{0,2})\s*\)$/.exec(rest) ?? [];
  if (known.startsWith('$randomHex')) return digits === undefined ? known : `$randomHex[${digits}]`;
  return word === '$timestamp' ? null : known;
}

function splitAt(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at)];
}

/** The names in a text's holes, except built-in ones. */
export function holesIn(text: string): readonly string[] {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return [];
  return parsed.pieces.flatMap((piece) => (typeof piece === 'string' || piece.name.startsWith('$') ? [] : [piece.name]));
}
