// The field that filters by text: words are searched for after a pause in typing; Enter sets filters such as status:500.
import { IconCornerDownLeft, IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { EVERYTHING, type SampleFilter } from '../../../../shared/sample-query.ts';
import type { TimeMeasure } from '../../../../shared/plan/threshold.ts';
import { shortcutOf } from '../../../shortcuts/key-hint.tsx';
import { useShortcuts } from '../../../shortcuts/use-shortcuts.ts';
import { filterWords } from './filter-words.ts';
import { readTypedFilter } from './typed-filter.ts';
import css from './requests.module.css';
import textCss from '../../../ui/text.module.css';

const REST_MS = 150;

interface FilterTextProps {
  readonly text: string;
  /** The names of the plan's steps. */
  readonly steps: readonly string[];
  /** The time that a limit without a name refers to. */
  readonly measure: TimeMeasure;
  readonly onText: (text: string) => void;
  readonly onPart: (part: Partial<SampleFilter>) => void;
}

export function FilterText({ text, steps, measure, onText, onPart }: FilterTextProps) {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text);
  const [asked, setAsked] = useState(text);
  const latest = useRef(onText);
  const read = readTypedFilter(typed, steps, measure);
  useEffect(() => {
    latest.current = onText;
  });
  // The text was cleared from elsewhere.
  if (text !== asked) {
    setAsked(text);
    setTyped(text);
  }
  useEffect(() => {
    if (read.text === asked) return;
    const timer = setTimeout(() => {
      setAsked(read.text);
      latest.current(read.text);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [read.text, asked]);
  useShortcuts({ search: () => input.current?.focus() });

  function apply(): void {
    if (read.part === null) return;
    setTyped(read.text);
    setAsked(read.text);
    onPart({ ...read.part, text: read.text });
  }

  return (
    <search className={css['filter-text']}>
      <IconSearch size={14} stroke={1.75} aria-hidden />
      <input
        ref={input}
        type="text"
        aria-label="Filter requests by text"
        aria-keyshortcuts={shortcutOf('search')}
        placeholder="Words, status:500, >200ms, vu:3"
        title="Words of the step, outcome, status, message or address; or status:500, step:login, vu:3, >200ms, service<100ms and Enter"
        autoComplete="off"
        spellCheck={false}
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          if (event.key !== 'Escape' || typed === '') return;
          event.stopPropagation();
          setTyped('');
        }}
      />
      {read.part !== null && (
        <button type="button" className={css['filter-typed']} onClick={apply}>
          <IconCornerDownLeft size={14} stroke={1.75} aria-hidden />
          <span>
            <span className={textCss['visually-hidden']}>Filter by </span>
            {filterWords({ ...EVERYTHING, ...read.part }, steps)}
          </span>
        </button>
      )}
    </search>
  );
}
