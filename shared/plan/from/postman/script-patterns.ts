// Regular expressions for the parts of Postman's scripts: texts, values, a part of the response. Pure.
export const STRING = String.raw`(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|` + '`[^`$]*`)';
export const LITERAL = String.raw`(?:${STRING}|-?\d+(?:\.\d+)?|true|false|null)`;
export const JSON_ROOT = String.raw`(?:pm\.response\.json\(\s*\)|JSON\.parse\(\s*(?:responseBody|pm\.response\.text\(\s*\))\s*\))`;
const STEPS = String.raw`(?:\s*\??\.\s*[A-Za-z_$][\w$]*(?!\w*\s*\()|\s*\[\s*(?:\d+|${STRING})\s*\])*`;
export const VALUE = String.raw`(?:${JSON_ROOT}|[A-Za-z_$][\w$]*)${STEPS}`;
export const IS = String.raw`\.(?:to|is)(?:\.be|\.deep)*\.(?:equals?|eql|eq)`;

export const COMPARED: Readonly<Record<string, string>> = {
  above: '>',
  greaterThan: '>',
  below: '<',
  lessThan: '<',
  'at\\.least': '>=',
  'at.least': '>=',
  'at\\.most': '<=',
  'at.most': '<=',
};

export const STATUS_WORDS: Readonly<Record<string, number>> = {
  ok: 200,
  created: 201,
  accepted: 202,
  'no content': 204,
  'bad request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not found': 404,
  conflict: 409,
};
