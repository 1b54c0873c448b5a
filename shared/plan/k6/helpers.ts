// The helper functions of a script, as text: some are always needed, the others where they are used. Random numbers are drawn as
// in Onrush (`journey/random.ts`), so that scenarios and rows have the same shares.

import type { Helper } from './helper.ts';
import { JSON_HELPERS } from './json-helpers.ts';
import { RESPONSE_HELPERS } from './response-helpers.ts';

const raw = String.raw;

export const HELPERS: readonly Helper[] = [
  {
    name: 'env',
    code: raw`/** What -e NAME=value says, else what the plan says. */
function env(name, otherwise) {
  const given = __ENV[name];
  if (given === undefined) return otherwise;
  return typeof otherwise === 'number' || typeof otherwise === 'boolean' ? JSON.parse(given) : given;
}`,
  },
  {
    name: 'text',
    needs: ['jsonOf'],
    code: raw`/** A value as it stands within a text. */
function text(value) {
  return typeof value === 'string' ? value.replace(/^\u0001(?=-?\d+$)/, '') : jsonOf(value);
}`,
  },
  {
    name: 'word',
    code: raw`/** A number of 32 bits that follows from the seed, the iteration and the place in the plan alone. */
function word(iteration, place, turn) {
  const mix = (bits) => {
    let hash = bits | 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) | 0;
  };
  const hash = mix((mix(mix(SEED) ^ iteration) + Math.imul(place, 0x9e3779b1)) | 0);
  return mix((hash + Math.imul(turn + 1, 0x85ebca77)) | 0) >>> 0;
}`,
  },
  {
    name: 'below',
    needs: ['word'],
    code: raw`/** A whole number from 0 up to count, which is not one of them. */
function below(count, iteration, place) {
  const high = word(iteration, place, 0);
  const low = word(iteration, place, 1) >>> 11;
  return Math.floor(((high * 2097152 + low) / 9007199254740992) * count);
}`,
  },
  {
    name: 'hex',
    needs: ['word'],
    code: raw`function hex(bits) {
  return (bits >>> 0).toString(16).padStart(8, '0');
}`,
  },
  {
    name: 'guid',
    needs: ['hex'],
    code: raw`function guid(v, place) {
  const second = hex((word(v.$iteration, place, 1) & 0xffff0fff) | 0x4000);
  const third = hex((word(v.$iteration, place, 2) & 0x3fffffff) | 0x80000000);
  const last = third.slice(4) + hex(word(v.$iteration, place, 3));
  return [hex(word(v.$iteration, place, 0)), second.slice(0, 4), second.slice(4), third.slice(0, 4), last].join('-');
}`,
  },
  {
    name: 'randomInt',
    needs: ['below'],
    code: raw`function randomInt(v, place, low, high) {
  return low + below(high - low + 1, v.$iteration, place);
}`,
  },
  {
    name: 'randomHex',
    needs: ['hex'],
    code: raw`function randomHex(v, place, digits) {
  let all = '';
  for (let turn = 0; all.length < digits; turn += 1) all += hex(word(v.$iteration, place, turn));
  return all.slice(0, digits);
}`,
  },
  {
    name: 'now',
    code: raw`/** The time in UTC, written as the format says. */
function now(format) {
  const [date, time] = new Date().toISOString().slice(0, -1).split('T');
  const [YYYY, MM, DD] = date.split('-');
  const [HH, mm, ss, SSS] = time.split(/[:.]/);
  const parts = { YYYY, MM, DD, HH, mm, ss, SSS };
  return format.replace(/YYYY|MM|DD|HH|mm|SSS|ss/g, (part) => parts[part]);
}`,
  },
  {
    name: 'pause',
    needs: ['below'],
    code: raw`/** A pause drawn between two lengths, in ms. */
function pause(v, place, least, most) {
  sleep((least + below(most - least + 1, v.$iteration, place)) / 1000);
}`,
  },
  {
    name: 'rowsOf',
    needs: ['rowsOfCsv', 'delimiterOf', 'exactJson'],
    code: raw`/** The rows of a data file: CSV, a JSON list of objects, or an object in each line. */
function rowsOf(file, delimiter) {
  const content = file.replace(/^\uFEFF/, '');
  if (!/^\s*(?:\[\s*\{|\{\s*")/.test(content)) return rowsOfCsv(content, delimiter || delimiterOf(content));
  const rows = /^\s*\[/.test(content) ? exactJson(content) : content.split('\n').filter((line) => line.trim() !== '').map(exactJson);
  const columns = [...new Set(rows.flatMap((one) => Object.keys(one)))];
  return rows.map((one) => Object.fromEntries(columns.map((name) => [name, Object.hasOwn(one, name) ? one[name] : null])));
}`,
  },
  {
    name: 'rowsOfCsv',
    code: raw`/** The rows of a CSV file (RFC 4180) as objects. */
function rowsOfCsv(content, delimiter) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  for (let at = 0; at <= content.length; at += 1) {
    const sign = content[at];
    if (quoted && sign !== undefined) {
      if (sign !== '"') cell += sign;
      else if (content[at + 1] === '"') cell += content[(at += 1)];
      else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === delimiter) {
      rows[rows.length - 1].push(cell);
      cell = '';
    } else if (sign === '\n' || sign === undefined) {
      rows[rows.length - 1].push(cell.replace(/\r$/, ''));
      rows.push([]);
      cell = '';
    } else cell += sign;
  }
  const [names, ...cells] = rows.filter((row) => row.length > 1 || (row[0] !== undefined && row[0] !== ''));
  return cells.map((row) => Object.fromEntries(names.map((name, at) => [name.trim(), row[at]])));
}`,
  },
  {
    name: 'delimiterOf',
    code: raw`function delimiterOf(file) {
  const line = file.split('\n', 1)[0];
  return [',', ';', '\t', '|'].sort((a, b) => line.split(b).length - line.split(a).length)[0];
}`,
  },
  {
    name: 'row',
    code: raw`function row(rows, number) {
  return rows[number % rows.length];
}`,
  },
  {
    name: 'usedUp',
    code: raw`/** The data has no row left: what is under way may end, then the run does. */
function usedUp() {
  sleep(GRACE_SECONDS);
  exec.test.abort('The data file is used up.');
}`,
  },
  {
    name: 'formText',
    code: raw`/** As forms are written: a blank is a plus. */
function formText(value) {
  return encodeURIComponent(text(value)).replace(/%20/g, '+').replace(/[!'()~]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase());
}`,
    needs: ['text'],
  },
  {
    name: 'multipart',
    code: raw`/** The bytes of a form with files, in the order of its fields. */
function multipart(boundary, fields) {
  const bytesOf = (written) => new Uint8Array(unescape(encodeURIComponent(written)).split('').map((sign) => sign.charCodeAt(0)));
  const parts = fields.flatMap(([head, value], at) => [
    bytesOf((at === 0 ? '' : '\r\n') + '--' + boundary + '\r\n' + head + '\r\n'),
    typeof value === 'string' ? bytesOf(value) : new Uint8Array(value),
  ]);
  parts.push(bytesOf('\r\n--' + boundary + '--\r\n'));
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all.buffer;
}

function inQuotes(value) {
  return text(value).replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}`,
    needs: ['text'],
  },
  ...RESPONSE_HELPERS,
  ...JSON_HELPERS,
];
