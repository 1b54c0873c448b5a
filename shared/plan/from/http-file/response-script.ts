// The commonest shapes of JetBrains' response handlers and Bruno's scripts as values to take and checks. Never executed. Pure.
import type { StepInput } from '../imported/imported.ts';

type Extracts = NonNullable<StepInput['extract']>;
type Checks = NonNullable<StepInput['checks']>;

export interface ReadHandler {
  readonly extract: Extracts;
  readonly checks: Checks;
  /** Lines that were not understood. */
  readonly rest: readonly string[];
}

const STRING = String.raw`(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')`;
const STEPS = String.raw`((?:\??\.[A-Za-z_$][\w$]*|\[\d+\])*)`;
const BODY = String.raw`(?:response\.body|res\.body|res\.getBody\(\s*\)|body|data|json)`;
const STATUS = String.raw`(?:response\.status|res\.status|res\.getStatus\(\s*\))`;
const IS = String.raw`\.(?:to|is)(?:\.be|\.deep)*\.(?:equals?|eql|eq)`;

export function readResponseScript(script: string, nameOf: (name: string) => string): ReadHandler {
  const extract: Extracts = {};
  const checks: Checks = [];
  let text = script.replaceAll(/(?<!:)\/\/[^\n]*|\/\*[^]*?\*\//g, '');
  const each = (pattern: string, take: (one: string, two: string) => void): void => {
    text = text.replaceAll(new RegExp(pattern, 'g'), (_, one: string = '', two: string = '') => {
      take(one, two);
      return '';
    });
  };
  const set = String.raw`(?:client\.global\.set|request\.variables\.set|bru\.set(?:Env|Global|Collection)?(?:Env)?Var)\(\s*(${STRING})\s*,\s*`;
  each(String.raw`${set}${BODY}${STEPS}\s*\)\s*;?`, (name, steps) => (extract[nameOf(bare(name))] = { json: pathOf(steps) }));
  each(String.raw`${set}(?:response\.headers\.valueOf|res\.getHeader)\(\s*(${STRING})\s*\)\s*\)\s*;?`, (name, header) => {
    extract[nameOf(bare(name))] = { header: bare(header) };
  });
  each(String.raw`client\.assert\(\s*${STATUS}\s*={2,3}\s*(\d{3})\s*(?:,[^\n]*?)?\)\s*;?`, (status) =>
    checks.push({ status: Number(status) }),
  );
  each(String.raw`expect\(\s*${STATUS}\s*\)${IS}\(\s*(\d{3})\s*\)\s*;?`, (status) => checks.push({ status: Number(status) }));
  each(String.raw`expect\(\s*${BODY}${STEPS}\s*\)${IS}\(\s*(${STRING}|-?\d+(?:\.\d+)?|true|false)\s*\)\s*;?`, (steps, value) => {
    checks.push({ json: pathOf(steps), is: valueOf(value) });
  });
  each(
    String.raw`expect\(\s*${BODY}${STEPS}\s*\)\.to\.(?:be\.ok|exist|not\.be\.(?:undefined|null))\b(?:\(\s*\))?\s*;?`,
    (steps) => {
      checks.push({ json: pathOf(steps), exists: true });
    },
  );
  return { extract, checks, rest: restOf(text) };
}

function pathOf(steps: string): string {
  return `$${steps.replaceAll('?.', '.')}`;
}

function bare(text: string): string {
  return text.slice(1, -1);
}

function valueOf(text: string): string | number | boolean {
  if (/^["']/.test(text)) return bare(text);
  return text === 'true' || text === 'false' ? text === 'true' : Number(text);
}

function restOf(text: string): readonly string[] {
  return text
    .replaceAll(
      new RegExp(String.raw`(?:client\.)?test\(\s*${STRING}\s*,\s*(?:async\s*)?(?:function\s*\([^)]*\)|\([^)]*\)\s*=>)`, 'g'),
      '',
    )
    .replaceAll(/(?:const|let|var)\s+(?:body|data|json)\s*=\s*(?:res\.getBody\(\s*\)|res\.body|response\.body)\s*;?/g, '')
    .replaceAll(/(?:client|console)\.log\([^\n]*\)\s*;?/g, '')
    .split('\n')
    .map((line) => line.replaceAll(/^[\s{}();,]+|[\s{}();,]+$/g, ''))
    .filter((line) => /\w/.test(line));
}
