// The helper functions of a script that read JSON, as text: whole numbers keep all of their digits, and paths find what they find
// in Onrush.
import type { Helper } from './helper.ts';

const raw = String.raw;

export const JSON_HELPERS: readonly Helper[] = [
  {
    name: 'exactJson',
    code: raw`/** JSON.parse, except that whole numbers of more than 15 digits keep all of them. */
function exactJson(content) {
  if (!/\d{16}/.test(content)) return JSON.parse(content);
  const number = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
  const marked = content.replace(number, (found) => (/^-?\d{16,}$/.test(found) ? '"\\u0001' + found + '"' : found));
  return JSON.parse(marked, (name, value) => (/^\u0001-?\d+$/.test(value) ? digitsOf(value.slice(1)) : value));
}

/** A whole number as its digits. */
function digitsOf(digits) {
  const shown = { toString: () => digits, valueOf: () => Number(digits), toJSON: () => '\u0001' + digits };
  for (const name of Object.keys(shown)) Object.defineProperty(shown, name, { enumerable: false });
  return shown;
}`,
  },
  {
    name: 'jsonOf',
    code: raw`/** JSON.stringify, with whole numbers as they were read. */
function jsonOf(value) {
  return JSON.stringify(value).replace(/"\\u0001(-?\d+)"/g, '$1');
}`,
  },
  {
    name: 'jsonAt',
    needs: ['exactJson', 'pathOf'],
    code: raw`/** The values at a JSON path (RFC 9535). */
function jsonAt(response, path) {
  let found;
  try {
    found = exactJson(response.body.replace(/^\uFEFF/, ''));
  } catch (error) {
    return [];
  }
  paths[path] = paths[path] || pathOf(path.trim());
  return paths[path](found, found);
}

const paths = {};`,
  },
  {
    name: 'pathOf',
    needs: ['selected', 'compared'],
    code: raw`/** A JSON path as a function of the document and of the place that "@" stands for. */
function pathOf(path) {
  let at = 0;
  const next = (pattern) => {
    const sticky = new RegExp('\\s*(' + pattern + ')', 'y');
    sticky.lastIndex = at;
    const found = sticky.exec(path);
    if (found !== null) at = sticky.lastIndex;
    return found === null ? null : found[1];
  };
  const name = () => next('[^.[\\]\\s\'"()=!<>&|,*?]+');
  const string = () => {
    const found = next('\'(?:[^\'\\\\]|\\\\.)*\'') || next('"(?:[^"\\\\]|\\\\.)*"');
    return found === null ? null : JSON.parse('"' + found.slice(1, -1).replace(/\\'/g, "'").replace(/(^|[^\\])"/g, '$1\\"') + '"');
  };
  const selector = () => {
    if (next('\\*') !== null) return { kind: 'all' };
    if (next('\\?') !== null) return { kind: 'filter', keeps: either() };
    const key = string();
    if (key !== null) return { kind: 'name', key };
    const [from, to, by] = next('-?\\d*\\s*(?::\\s*-?\\d*\\s*){0,2}').split(':').map((part) => part.trim());
    return to === undefined ? { kind: 'place', place: Number(from) } : { kind: 'slice', from, to, by };
  };
  const query = () => {
    const isRoot = next('[$@]') === '$';
    const segments = [];
    for (;;) {
      const isDeep = next('\\.\\.') !== null;
      const selectors = [];
      if (next('\\[') !== null) {
        do selectors.push(selector());
        while (next(',') !== null);
        next('\\]');
      } else if (isDeep || next('\\.') !== null) selectors.push(next('\\*') !== null ? { kind: 'all' } : { kind: 'name', key: name() });
      else break;
      segments.push({ isDeep, selectors });
    }
    return (root, current) => segments.reduce((values, segment) => selected(values, segment, root), [isRoot ? root : current]);
  };
  const operand = () => {
    const literal = string();
    if (literal !== null) return { value: () => literal };
    const digits = next('-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?') || next('(?:true|false|null)\\b');
    if (digits !== null) return { value: () => JSON.parse(digits) };
    const call = next('(?:length|count|value)\\s*\\(');
    if (call !== null) {
      const of = operand();
      next('\\)');
      if (call.startsWith('count')) return { value: (root, current) => of.nodes(root, current).length };
      return { value: call.startsWith('value') ? of.value : (root, current) => lengthOf(of.value(root, current)) };
    }
    const nodes = query();
    const only = (values) => (values.length === 1 ? values[0] : undefined);
    return { nodes, value: (root, current) => only(nodes(root, current)) };
  };
  const lengthOf = (value) => {
    if (typeof value === 'string') return [...value].length;
    return typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
  };
  const one = () => {
    if (next('!(?!=)') !== null) return ((inner) => (root, current) => !inner(root, current))(one());
    if (next('\\(') !== null) {
      const inner = either();
      next('\\)');
      return inner;
    }
    const left = operand();
    const sign = next('==|!=|<=|>=|<|>');
    if (sign === null) return (root, current) => left.nodes(root, current).length > 0;
    const right = operand();
    return (root, current) => compared(left.value(root, current), sign, right.value(root, current));
  };
  const joined = (part, sign, isMet) => () => {
    const parts = [part()];
    while (next(sign) !== null) parts.push(part());
    return (root, current) => isMet(parts, (test) => test(root, current));
  };
  const both = joined(one, '&&', (parts, test) => parts.every(test));
  const either = joined(both, '\\|\\|', (parts, test) => parts.some(test));
  return query();
}`,
  },
  {
    name: 'selected',
    code: raw`/** What one segment of a JSON path selects. */
function selected(values, { isDeep, selectors }, root) {
  const isObject = (value) => typeof value === 'object' && value !== null;
  const within = (value) => (isObject(value) ? Object.values(value) : []);
  const below = (value) => {
    const all = [value];
    for (let place = 0; place < all.length; place += 1) all.push(...within(all[place]));
    return all;
  };
  const select = (value, { kind, key, place, keeps, from, to, by }) => {
    if (kind === 'all') return within(value);
    if (kind === 'filter') return within(value).filter((one) => keeps(root, one));
    if (kind === 'name') return isObject(value) && !Array.isArray(value) && Object.hasOwn(value, key) ? [value[key]] : [];
    if (!Array.isArray(value)) return [];
    const length = value.length;
    if (kind === 'place') {
      const index = place < 0 ? length + place : place;
      return index >= 0 && index < length ? [value[index]] : [];
    }
    const step = by === undefined || by === '' ? 1 : Number(by);
    const bound = (part, otherwise) => (part === '' ? otherwise : Number(part) < 0 ? length + Number(part) : Number(part));
    const items = [];
    if (step > 0) for (let i = Math.max(0, bound(from, 0)); i < Math.min(length, bound(to, length)); i += step) items.push(value[i]);
    if (step < 0) for (let i = Math.min(length - 1, bound(from, length - 1)); i > Math.max(-1, bound(to, -1)); i += step) items.push(value[i]);
    return items;
  };
  const places = isDeep ? values.flatMap(below) : values;
  return places.flatMap((value) => selectors.flatMap((selector) => select(value, selector)));
}`,
  },
  {
    name: 'compared',
    needs: ['same'],
    code: raw`/** A comparison in a filter of a JSON path; undefined stands for nothing. */
function compared(first, sign, second) {
  const [a, b] = [first, second].map(plainNumber);
  const isOrdered = typeof a === typeof b && ['number', 'string'].includes(typeof a);
  if (sign === '==' || sign === '!=') return same(a, b) === (sign === '==');
  if (sign === '<=' || sign === '>=') return same(a, b) || (isOrdered && (sign === '<=' ? a < b : a > b));
  return isOrdered && (sign === '<' ? a < b : a > b);
}`,
  },
  {
    name: 'same',
    code: raw`function same(first, second) {
  const [a, b] = [first, second].map(plainNumber);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Numbers are compared rounded. */
function plainNumber(value) {
  return typeof value === 'object' && value !== null ? value.valueOf() : value;
}`,
  },
];
