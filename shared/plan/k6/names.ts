// Translates the names in a plan for the script: variables, secrets, data rows, extracted and built-in values.
import { assertNever } from '../../errors.ts';
import type { Plan } from '../plan.ts';
import { parseBuiltIn, type BuiltIn } from '../journey/built-in.ts';
import { variablesOf, anyVariableNames } from '../journey/plan-variables.ts';
import { hasHoles, parseTemplate } from '../journey/template.ts';
import { isSecretField } from '../secret.ts';
import { insideTemplate, key, literal, member, quoted } from './js-text.ts';
import { SecretValues } from './secret-values.ts';

/** The code of a value. */
interface Bound {
  readonly code: string;
  /** The value with its own type, if the code converts it to text. */
  readonly cell?: string;
}

/** How a value is written at its place: `encodeURIComponent(…)` in a query. */
export type Writing = (code: string) => string;

const AS_IT_IS: Writing = (code) => code;

export class Names {
  readonly secrets = new SecretValues();
  /** Helpers that the script needs. */
  readonly used = new Set<string>();
  readonly #plan: Plan;
  readonly #given: ReadonlySet<string>;
  #place = 0;
  /** The steps before the run provide values for all others. */
  isBefore = false;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#given = new Set((plan.before ?? []).flatMap(({ extract = {} }) => Object.keys(extract)));
    for (const name of plan.secrets ?? []) this.secrets.declare(name);
  }

  /** Each random value gets its own number. */
  nextPlace(): number {
    this.#place += 1;
    return this.#place;
  }

  /** Code that makes a string of a text with holes. */
  text(text: string, writing: Writing = AS_IT_IS, constant: (text: string) => string = (one) => one): string {
    const parsed = parseTemplate(text);
    if (!parsed.ok) throw new Error(parsed.message);
    const { pieces } = parsed;
    if (pieces.every((piece) => typeof piece === 'string')) return quoted(constant(pieces.join('')));
    const parts = pieces.map((piece) =>
      typeof piece === 'string'
        ? insideTemplate(constant(piece)).replaceAll('\n', String.raw`\n`)
        : `\${${writing(this.bind(piece.name).code)}}`,
    );
    return `\`${parts.join('')}\``;
  }

  /** A text that consists of one hole keeps the type of its value. */
  value(text: string): string {
    const parsed = parseTemplate(text);
    const [only, more] = parsed.ok ? parsed.pieces : [];
    if (typeof only !== 'object' || more !== undefined) return this.text(text);
    const { code, cell } = this.bind(only.name);
    return cell ?? code;
  }

  bind(name: string): Bound {
    if (name.startsWith('$')) return this.#builtIn(name);
    const variables = variablesOf(this.#plan);
    if (Object.hasOwn(variables, name)) {
      const value = variables[name];
      const varies = typeof value === 'string' && hasHoles(value);
      return { code: varies ? `varying${member(name)}(v)` : `vars${member(name)}` };
    }
    if (this.#given.has(name) && !this.isBefore) return { code: `v.$given${member(name)}` };
    if ((this.#plan.secrets ?? []).includes(name)) return { code: `secrets${member(name)}` };
    const dot = name.indexOf('.');
    const set = this.#plan.data?.find((one) => dot > 0 && one.name === name.slice(0, dot));
    if (set === undefined) return { code: `v${member(name)}` };
    const cell = `v.$rows${member(set.name)}${member(name.slice(dot + 1))}`;
    if (/\.[ct]sv$/i.test(set.file)) return { code: cell };
    this.used.add('text');
    return { code: `text(${cell})`, cell };
  }

  /** The variables of the plan, each of which can be set from outside; variables with holes become functions. */
  declarations(): string {
    const { environments = {}, environment } = this.#plan;
    const all = anyVariableNames(this.#plan);
    const known = variablesOf(this.#plan);
    const chosen = Object.keys(environments).length > 0;
    const constants: string[] = [];
    const varying: string[] = [];
    for (const name of all) {
      const value = known[name];
      if (typeof value === 'string' && hasHoles(value)) {
        varying.push(`  ${key(name)}: (v) => ${this.text(value)},`);
        continue;
      }
      constants.push(this.#constant(name, value, chosen));
    }
    const lines: string[] = [];
    if (chosen) {
      lines.push('/** Choose one with -e ENVIRONMENT=name. */');
      lines.push(`const environments = {\n${this.#environmentLines(environments)}\n};`);
      lines.push(`const chosen = environments[__ENV.ENVIRONMENT || ${quoted(environment ?? '')}] || {};`);
    }
    if (constants.length > 0) lines.push(`const vars = {\n${constants.join('\n')}\n};`);
    if (varying.length > 0)
      lines.push(`/** These differ from one iteration to the next. */\nconst varying = {\n${varying.join('\n')}\n};`);
    if (constants.length > 0) this.used.add('env');
    return lines.join('\n');
  }

  #environmentLines(environments: NonNullable<Plan['environments']>): string {
    return Object.entries(environments)
      .map(([name, values]) => {
        const fields = Object.entries(values).flatMap(([field, value]) =>
          isHidden(field, value) || (typeof value === 'string' && hasHoles(value)) ? [] : [`${key(field)}: ${literal(value)}`],
        );
        return `  ${quoted(name)}: { ${fields.join(', ')} },`;
      })
      .join('\n');
  }

  #constant(name: string, value: string | number | boolean | undefined, chosen: boolean): string {
    const field = `  ${key(name)}: `;
    if (value !== undefined && isHidden(name, value)) {
      return `${field}${this.secrets.refer(name, String(value))},`;
    }
    const own = this.#plan.variables?.[name];
    const otherwise = own === undefined ? '' : `, ${literal(own)}`;
    if (!chosen) return `${field}env(${quoted(name)}${otherwise}),`;
    return `${field}env(${quoted(name)}, chosen${member(name)}${own === undefined ? '' : ` ?? ${literal(own)}`}),`;
  }

  #builtIn(name: string): Bound {
    const parsed = parseBuiltIn(name);
    if (!parsed.ok) throw new Error(parsed.message);
    const { builtIn } = parsed;
    if (builtIn.kind === 'env') return { code: this.secrets.outside(builtIn.name) };
    return { code: this.#live(builtIn) };
  }

  #live(builtIn: Exclude<BuiltIn, { kind: 'env' }>): string {
    switch (builtIn.kind) {
      case 'guid':
        return this.#random('guid', '');
      case 'timestamp':
        return 'Math.floor(Date.now() / 1000)';
      case 'isoTimestamp':
        return 'new Date().toISOString()';
      case 'vu':
        return 'v.$vu';
      case 'iteration':
        return 'v.$iteration';
      case 'randomInt':
        return this.#random('randomInt', `, ${builtIn.low}, ${builtIn.high}`);
      case 'randomHex':
        return this.#random('randomHex', `, ${builtIn.digits}`);
      case 'now':
        this.used.add('now');
        return `now(${quoted(builtIn.format)})`;
      default:
        return assertNever(builtIn);
    }
  }

  #random(helper: string, more: string): string {
    this.used.add(helper);
    return `${helper}(v, ${this.nextPlace()}${more})`;
  }
}

/** A variable whose name shows that its value must be hidden. */
function isHidden(name: string, value: string | number | boolean): boolean {
  return isSecretField(name) && typeof value === 'string' && value !== '' && !hasHoles(value);
}
