// The values of a page that a browser sends back: form fields, meta elements, data attributes. Pure.
import { getAttributeValue, textContent } from 'domutils';
import { isTag, type ChildNode, type Element } from 'domhandler';
import { htmlDocument } from '../../journey/html-document.ts';
import type { ResponseValue } from './response-value.ts';

interface Held {
  readonly value: string;
  readonly css: string;
  /** Null for the element's text. */
  readonly attr: string | null;
  readonly word: string;
}

const MOST_VALUES = 5000;

export function htmlValues(text: string): readonly ResponseValue[] {
  const held: Held[] = [];
  const walk = (nodes: readonly ChildNode[], form: Element | null): void => {
    for (const node of nodes) {
      if (!isTag(node) || held.length >= MOST_VALUES) continue;
      held.push(...fieldValues(node, form), ...dataValues(node));
      walk(node.children, node.name === 'form' ? node : form);
    }
  };
  walk(htmlDocument(text).children, null);
  return reached(held);
}

function fieldValues(element: Element, form: Element | null): readonly Held[] {
  switch (element.name) {
    case 'input':
    case 'button':
      return named(element, 'name', 'value', form);
    case 'textarea':
      return named(element, 'name', null, form);
    case 'option':
      return attribute(element, 'selected') === null ? [] : optionValue(element, form);
    case 'meta':
      return [...named(element, 'name', 'content', null), ...named(element, 'property', 'content', null)];
    default:
      return [];
  }
}

/** Selects the field by its name, and within its form if several forms of a page have a field of this name. */
function named(element: Element, by: string, attr: string | null, form: Element | null): readonly Held[] {
  const name = attribute(element, by);
  const value = attr === null ? textContent(element).trim() : attribute(element, attr);
  if (name === null || value === null || name === '' || value === '') return [];
  const css = `${element.name}${selectorOf(by, name)}`;
  const within = form === null ? null : formSelector(form);
  const id = attribute(element, 'id');
  const selectors = [
    css,
    ...(within === null ? [] : [`${within} ${css}`]),
    ...(id === null || id === '' ? [] : [`${element.name}${selectorOf('id', id)}`]),
  ];
  return selectors.map((one) => ({ value, css: one, attr, word: name }));
}

function optionValue(element: Element, form: Element | null): readonly Held[] {
  const select = element.parent;
  const value = attribute(element, 'value');
  if (select === null || !isTag(select) || value === null || value === '') return [];
  const name = attribute(select, 'name');
  if (name === null) return [];
  const within = form === null ? '' : `${formSelector(form) ?? 'form'} `;
  return [{ value, css: `${within}select${selectorOf('name', name)} option[selected]`, attr: 'value', word: name }];
}

function formSelector(form: Element): string | null {
  for (const by of ['id', 'action', 'name']) {
    const value = attribute(form, by);
    // An attribute with an id in it will be different next time.
    if (value !== null && value !== '' && value.length < 100 && !/\d\d|\w{20}/.test(value)) return `form${selectorOf(by, value)}`;
  }
  return null;
}

function dataValues(element: Element): readonly Held[] {
  return Object.entries(element.attribs).flatMap(([name, value]): Held[] =>
    name.startsWith('data-') && value !== '' && value.length <= 200
      ? [{ value, css: `[${name}]`, attr: name, word: name.replace(/^data-/, '') }]
      : [],
  );
}

function attribute(element: Element, name: string): string | null {
  return getAttributeValue(element, name) ?? null;
}

function selectorOf(name: string, value: string): string {
  return `[${name}="${value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/\r?\n/g, ' ')}"]`;
}

/** A selector finds the first or the last of its kind; those between cannot be extracted. */
function reached(all: readonly Held[]): readonly ResponseValue[] {
  const byPlace = new Map<string, Held[]>();
  for (const one of all) {
    const key = `${one.css} ${one.attr ?? ''}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
  }
  return [...byPlace.values()].flatMap((held) => {
    const [first] = held;
    const last = held.at(-1);
    const values = new Set(held.map(({ value }) => value));
    const found = first === undefined ? [] : [taken(first, values.size > 1)];
    return last === undefined || values.size < 2 || last.value === first?.value ? found : [...found, taken(last, true, 'last')];
  });
}

function taken({ value, css, attr, word }: Held, isInList: boolean, pick?: 'last'): ResponseValue {
  const extract = { css, ...(attr === null ? {} : { attr }), ...(pick === undefined ? {} : { pick }) };
  return { value, extract, word, owner: '', rank: 3, isInList };
}
