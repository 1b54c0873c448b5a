// The field that filters by text: what is typed is asked for once the hand rests.
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import css from './requests.module.css';

const REST_MS = 150;

interface FilterTextProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

export function FilterText({ text, onText }: FilterTextProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState(text);
  const latest = useRef(onText);
  useEffect(() => {
    latest.current = onText;
  });
  // Cleared from elsewhere.
  if (text !== asked) {
    setAsked(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === asked) return;
    const timer = setTimeout(() => {
      setAsked(typed);
      latest.current(typed);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [typed, asked]);
  useShortcuts({ search: () => input.current?.focus() });
  return (
    <search className={css['filter-text']}>
      <IconSearch size={14} stroke={1.75} aria-hidden />
      <input
        ref={input}
        type="text"
        aria-label="Filter requests by text"
        aria-keyshortcuts={shortcutOf('search')}
        placeholder="Step, outcome, status, message, address"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.stopPropagation();
          setTyped('');
        }}
      />
    </search>
  );
}
