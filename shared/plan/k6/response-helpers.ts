// The helper functions of a script that examine a response, as text.
import type { Helper } from './helper.ts';

const raw = String.raw;

export const RESPONSE_HELPERS: readonly Helper[] = [
  {
    name: 'headerOf',
    code: raw`/** The values of a header; k6 joins those of one name. */
function headerOf(response, name) {
  const found = Object.keys(response.headers).find((one) => one.toLowerCase() === name.toLowerCase());
  return found === undefined ? [] : [response.headers[found]];
}`,
  },
  {
    name: 'cookieOf',
    code: raw`function cookieOf(response, name) {
  return (response.cookies[name] || []).map(({ value }) => value);
}`,
  },
  {
    name: 'htmlAt',
    code: raw`/** The texts, or the attributes, of what a CSS selector finds. */
function htmlAt(response, selector, attribute) {
  const found = parseHTML(response.body).find(selector).toArray();
  const values = found.map((element) => (attribute === undefined ? element.text().trim() : element.attr(attribute)));
  return values.filter((value) => value !== undefined);
}`,
  },
  {
    name: 'matches',
    code: raw`/** All matches of a group of a regular expression, 0 for the whole match. */
function matches(content, pattern, group) {
  return [...content.matchAll(new RegExp(pattern, pattern.flags.replace('g', '') + 'g'))].map((match) => match[group]).filter((value) => value !== undefined);
}`,
  },
  {
    name: 'between',
    code: raw`function between(content, left, right) {
  const found = [];
  for (let at = content.indexOf(left); at !== -1; at = content.indexOf(left, at)) {
    const from = at + left.length;
    const to = content.indexOf(right, from);
    if (to === -1) break;
    found.push(content.slice(from, to));
    at = to + right.length;
  }
  return found;
}`,
  },
  {
    name: 'decoded',
    needs: ['text'],
    code: raw`/** Undoes how a text was written within another. */
function decoded(value, coding) {
  const given = text(value);
  const ofBase64 = (coded) => decodeURIComponent(escape(b64decode(coded.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''), 'rawstd', 's')));
  try {
    if (coding === 'url') return decodeURIComponent(given);
    if (coding === 'json') return JSON.parse('"' + given + '"');
    if (coding === 'base64') return b64decode(given.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''), 'rawstd', 's');
    if (coding === 'jwt') return b64decode(given.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'), 'rawstd', 's');
  } catch (error) {
    return given;
  }
  const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
  return given.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, digits, name) => {
    if (name !== undefined) return named[name.toLowerCase()] || whole;
    return String.fromCodePoint(decimal === undefined ? parseInt(digits, 16) : Number(decimal));
  });
}`,
  },
  {
    name: 'picked',
    code: raw`/** One of the values that were found; where there is none, or null, the step fails. */
function picked(values, otherwise, at = 0) {
  const value = values[at < 0 ? values.length + at : at];
  return value === undefined || value === null ? otherwise : value;
}`,
  },
  {
    name: 'hasStatus',
    code: raw`function hasStatus(response, ...allowed) {
  return allowed.some((one) => (/xx$/i.test(one) ? Math.floor(response.status / 100) === Number(one[0]) : response.status === Number(one)));
}`,
  },
  {
    name: 'isMet',
    code: raw`/** Whether a number is as asked: '> 0', '<= 500ms', '3'. */
function isMet(value, asked) {
  const [, sign = '==', digits, unit] = /^\s*(<=|>=|==|!=|<|>)?\s*(-?\d+(?:\.\d+)?)\s*(ms|s)?\s*$/.exec(asked) || [];
  if (digits === undefined) return false;
  const limit = Number(digits) * (unit === 's' ? 1000 : 1);
  return { '<=': value <= limit, '>=': value >= limit, '==': value === limit, '!=': value !== limit, '<': value < limit, '>': value > limit }[sign];
}`,
  },
  {
    name: 'literally',
    code: raw`/** As a part of a regular expression, none of whose characters means anything else. */
function literally(value) {
  return text(value).replace(/[\\^$.*+?()[\]{}|\/-]/g, '\\$&');
}`,
    needs: ['text'],
  },
  {
    name: 'sizeOf',
    code: raw`/** The items of one list, else the values themselves. */
function sizeOf(found) {
  return found.length === 1 && Array.isArray(found[0]) ? found[0].length : found.length;
}`,
  },
  {
    name: 'sameText',
    needs: ['text'],
    code: raw`/** The same, where an extracted number equals its digits. */
function sameText(a, b) {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return text(a) === text(b);
  const keys = Object.keys(a);
  return Array.isArray(a) === Array.isArray(b) && keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameText(a[key], b[key]));
}`,
  },
  {
    name: 'graphqlErrors',
    code: raw`function hasNoGraphqlErrors(response) {
  try {
    const { errors } = JSON.parse(response.body);
    return !Array.isArray(errors) || errors.length === 0;
  } catch (error) {
    return true;
  }
}`,
  },
];
