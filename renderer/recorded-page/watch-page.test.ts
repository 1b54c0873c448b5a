// @vitest-environment happy-dom
// What a person pressed and typed, with the names that they see.
import { beforeEach, expect, test, vi } from 'vitest';
import { nameOf, watchPage } from './watch-page.ts';

const notes: Record<string, unknown>[] = [];

watchPage(window, (note) => notes.push({ ...note }));

beforeEach(() => {
  notes.length = 0;
});

function show(html: string): Element {
  document.body.innerHTML = html;
  return document.body.firstElementChild ?? document.body;
}

/** As a person does it, because events from scripts are ignored. */
function act(selector: string, type: string, more: object = {}): void {
  const event = type === 'keydown' ? new KeyboardEvent(type, { bubbles: true, ...more }) : new Event(type, { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  document.querySelector(selector)?.dispatchEvent(event);
}

function write(selector: string, text: string): void {
  const field = document.querySelector(selector);
  if (field instanceof HTMLInputElement) field.value = text;
  act(selector, 'input');
}

const said = (): readonly unknown[] =>
  notes.map(({ kind, name, value }) => (kind === 'secret' ? `secret ${String(value)}` : `${String(kind)} ${String(name)}`));

test.each([
  ['<button aria-label="Close dialog">x</button>', 'Close dialog'],
  ['<button>  Add to\n   cart </button>', 'Add to cart'],
  ['<a href="#"><img alt="Home" src="data:,"></a>', 'Home'],
  ['<input type="submit" value="Send it">', 'Send it'],
  ['<input placeholder="Search lamps">', 'Search lamps'],
  ['<input name="q">', 'q'],
  ['<input>', 'a field'],
  ['<button><svg><title>Menu</title></svg></button>', 'Menu'],
  ['<button></button>', 'a button'],
])('%s gets the name “%s”', (html, name) => {
  expect(nameOf(show(html))).toBe(name);
});

test('a field has the name of its label', () => {
  show('<label for="a">Email <b>address</b></label><input id="a">');
  expect(nameOf(document.querySelector('input')!)).toBe('Email address');
});

test('a click on anything within a button is a click on the button, and one outside is not', () => {
  show('<p>text</p><button>Order <i>now</i></button>');
  act('i', 'click');
  act('p', 'click');
  document.querySelector('button')?.click();
  expect(said()).toEqual(['press Order now']);
});

test('typing in a field is one step, and its text stays in the page', () => {
  show('<input name="a" aria-label="Email"><input name="b" aria-label="City">');
  for (const text of ['a', 'ad', 'ada']) write('[name=a]', text);
  write('[name=b]', 'Bern');
  write('[name=a]', 'ada@');
  expect(said()).toEqual(['type Email', 'type City', 'type Email']);
  expect(JSON.stringify(notes)).not.toMatch(/ada|Bern/);
});

test('a whole password is marked as secret and not only its first character, and so are cards and codes', () => {
  show('<input type="password" aria-label="Password"><input autocomplete="cc-csc" aria-label="Code"><button>Go</button>');
  write('[type=password]', 'g');
  write('[type=password]', 'geheim');
  write('[autocomplete]', '123');
  act('button', 'click');
  expect(said()).toEqual(['type Password', 'type Code', 'secret geheim', 'secret 123', 'press Go']);
});

test('a ticked box and a list have the names of their labels', () => {
  show('<label>Gift <input type="checkbox"></label><label>Size <select><option>S</option></select></label>');
  act('label', 'click');
  act('[type=checkbox]', 'click');
  act('select', 'change');
  expect(said()).toEqual(['choose Gift', 'choose Size']);
});

test('Enter is a step if it activates no button', async () => {
  show('<input aria-label="Search"><button>Find</button>');
  act('input', 'keydown', { key: 'Enter' });
  await vi.waitFor(() => expect(said()).toEqual(['enter Search']), 30_000);
  act('input', 'keydown', { key: 'Enter' });
  act('button', 'click');
  await new Promise((resolve) => setTimeout(resolve));
  expect(said()).toEqual(['enter Search', 'press Find']);
});
