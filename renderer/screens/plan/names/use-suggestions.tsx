// Suggests names while one is typed in braces: a list at the caret, while the field keeps the focus.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no tag is a list that a text field chooses from */
import { Popover } from '@mantine/core';
import { useId, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useNames } from './names-context.ts';
import { accepted, suggestionsFor, typingAt, type Suggestion, type Typing } from './suggestions.ts';
import { nameAtCaret } from './tint.tsx';
import css from './names.module.css';
import textCss from '../../../ui/text.module.css';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

interface Open extends Typing {
  readonly caret: number;
  readonly chosen: number;
}

interface Suggesting {
  readonly props: {
    readonly 'aria-autocomplete': 'list';
    readonly 'aria-controls': string | undefined;
    readonly 'aria-activedescendant': string | undefined;
    readonly onKeyDown: (event: KeyboardEvent<TextControl>) => void;
  };
  /** Must be called with every change of the text. */
  readonly follow: (control: TextControl) => void;
  readonly handlePress: (control: TextControl) => void;
  readonly close: () => void;
  readonly list: ReactNode;
}

export function useSuggestions(
  field: RefObject<TextControl | null>,
  isAfter: boolean,
  onWrite: (text: string) => void,
): Suggesting {
  const names = useNames();
  const [open, setOpen] = useState<Open | null>(null);
  const listId = useId();
  const found = open === null || names === null ? [] : suggestionsFor(names.index, { ...names.place, isAfter }, open.written);
  const isOpen = open !== null && found.length > 0;
  const close = (): void => setOpen(null);

  function follow({ value, selectionStart }: TextControl): void {
    const caret = selectionStart ?? 0;
    const typing = typingAt(value, caret);
    setOpen(typing === null ? null : { ...typing, caret, chosen: 0 });
  }

  function handleAccept(suggestion: Suggestion): void {
    const control = field.current;
    if (control === null || open === null) return;
    const next = accepted(control.value, open, open.caret, suggestion.name);
    onWrite(next.text);
    close();
    requestAnimationFrame(() => control.setSelectionRange(next.caret, next.caret));
  }

  function handleKey(event: KeyboardEvent<TextControl>): void {
    if (!isOpen || open === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) setOpen({ ...open, chosen: (open.chosen + by + found.length) % found.length });
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' || event.key === 'Tab') {
      const suggestion = found[open.chosen];
      if (suggestion !== undefined) handleAccept(suggestion);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const list = isOpen && (
    <SuggestionList id={listId} field={field} open={open} found={found} onAccept={handleAccept} onClose={close} />
  );
  return {
    props: {
      'aria-autocomplete': 'list',
      'aria-controls': isOpen ? listId : undefined,
      'aria-activedescendant': isOpen ? `${listId}-${open.chosen}` : undefined,
      onKeyDown: handleKey,
    },
    follow,
    handlePress: ({ value, selectionStart }) => names?.choose(nameAtCaret(value, selectionStart ?? 0)),
    close,
    list,
  };
}

interface SuggestionListProps {
  readonly id: string;
  readonly field: RefObject<TextControl | null>;
  readonly open: Open;
  readonly found: readonly Suggestion[];
  readonly onAccept: (suggestion: Suggestion) => void;
  readonly onClose: () => void;
}

function SuggestionList({ id, field, open, found, onAccept, onClose }: SuggestionListProps) {
  const place = caretPlace(field.current, open.from);
  return (
    <Popover
      opened
      withRoles={false}
      position="bottom-start"
      width={340}
      offset={4}
      trapFocus={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
      onDismiss={onClose}
    >
      <Popover.Target>
        <span className={css['caret']} style={place} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown className={css['suggestions']}>
        <div role="listbox" id={id} aria-label="Names">
          {found.map((one, at) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field that keeps the focus has the keys
            <div
              key={one.name}
              id={`${id}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={at === open.chosen}
              data-group={one.group}
              ref={at === open.chosen ? scrollIntoList : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onAccept(one)}
            >
              <span className={textCss['mono']}>{one.name}</span>
              <span>{one.words}</span>
            </div>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function scrollIntoList(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

/** The font is monospaced, so the position follows from the number of letters. */
function caretPlace(control: TextControl | null, at: number): { readonly left: number; readonly top: number } {
  if (control === null) return { left: 0, top: 0 };
  const style = getComputedStyle(control);
  const before = control.value.slice(0, at).split('\n');
  const line = Number.parseFloat(style.lineHeight);
  const isArea = control instanceof HTMLTextAreaElement;
  const left = Number.parseFloat(style.paddingLeft) + (before.at(-1)?.length ?? 0) * letterWidth(style) - control.scrollLeft;
  const top = isArea ? Number.parseFloat(style.paddingTop) + before.length * line - control.scrollTop : control.offsetHeight;
  return { left: Math.max(0, Math.min(left, control.offsetWidth - 24)), top: Math.min(top, control.offsetHeight) };
}

function letterWidth({ font }: CSSStyleDeclaration): number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return 7;
  context.font = font;
  return context.measureText('0').width;
}
