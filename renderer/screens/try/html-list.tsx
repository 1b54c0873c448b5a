// A page as a list of its elements: search it, move with the arrow keys, press one.
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { formatCount } from '../../../shared/format.ts';
import type { HtmlElement, HtmlPage } from './html-elements.ts';
import type { ValueActions } from './value-actions.ts';
import { ValueMenu } from './value-menu.tsx';
import treeCss from './json-tree.module.css';
import css from './html-view.module.css';
import { shorten } from '../../../shared/shorten.ts';

interface HtmlListProps {
  readonly page: HtmlPage;
  readonly actions: ValueActions;
}

const AT_ONCE = 200;

export function HtmlList({ page, actions }: HtmlListProps) {
  const [search, setSearch] = useState('');
  const [focused, setFocused] = useState<number | null>(null);
  const [count, setCount] = useState(AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  const words = search.trim().toLowerCase();
  const found = words === '' ? page.elements : page.elements.filter((element) => says(element, words));
  const shown = found.slice(0, count);
  const current = shown.some(({ index }) => index === focused) ? focused : (shown[0]?.index ?? null);

  function handleKey(event: KeyboardEvent<HTMLElement>): void {
    const at = shown.findIndex(({ index }) => index === current);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    const next = to === undefined ? undefined : shown[to];
    if (next === undefined) return;
    event.preventDefault();
    setFocused(next.index);
    list.current?.querySelector<HTMLElement>(`[data-index="${next.index}"]`)?.focus();
  }

  return (
    <div>
      <TextInput
        size="xs"
        className={treeCss['search'] ?? ''}
        aria-label="Find an element"
        placeholder="Find an element"
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.length === 0 && <p className={css['none']}>No element holds “{search.trim()}”.</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go from one of its buttons to the next */}
      <ul className={css['elements']} aria-label="Elements of the page" ref={list} onKeyDown={handleKey}>
        {shown.map((element) => (
          <li key={element.index} style={{ paddingInlineStart: Math.min(element.depth, 12) * 12 }}>
            <Element
              element={element}
              page={page}
              actions={actions}
              isFocused={element.index === current}
              onFocus={() => setFocused(element.index)}
            />
          </li>
        ))}
      </ul>
      {found.length > count && (
        <button type="button" className={css['more']} onClick={() => setCount(count + AT_ONCE)}>
          Show {formatCount(Math.min(AT_ONCE, found.length - count))} more of {formatCount(found.length - count)}
        </button>
      )}
    </div>
  );
}

interface ElementProps extends HtmlListProps {
  readonly element: HtmlElement;
  readonly isFocused: boolean;
  readonly onFocus: () => void;
}

function Element({ element, page, actions, isFocused, onFocus }: ElementProps) {
  const pressed = page.press(element.index);
  if (pressed === null) return null;
  return (
    <ValueMenu pressed={pressed} actions={actions}>
      <button type="button" className={css['element']} data-index={element.index} tabIndex={isFocused ? 0 : -1} onFocus={onFocus}>
        <b>&lt;{element.tag}</b>
        {element.attributes.map(({ name, value }) => (
          <span key={name}>
            {' '}
            {name}=<i>{shorten(value, 80)}</i>
          </span>
        ))}
        <b>&gt;</b> {shorten(element.text, 80)}
      </button>
    </ValueMenu>
  );
}

function says({ tag, attributes, text }: HtmlElement, words: string): boolean {
  const own = `<${tag} ${attributes.map(({ name, value }) => `${name}=${value}`).join(' ')}> ${text}`;
  return own.toLowerCase().includes(words);
}
