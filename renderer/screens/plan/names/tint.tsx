// A text with its names in braces tinted: drawn exactly over a field's own text.
import { isKnown, makerOf } from '../draft/name-index.ts';
import { useNames } from './names-context.ts';
import css from './names.module.css';

interface TintProps {
  readonly text: string;
  readonly isAfter: boolean;
}

export function Tint({ text, isAfter }: TintProps) {
  const names = useNames();
  return text.split(/(\\?\{\{[^{}"\n]*\}\})/).map((piece, at) => {
    if (at % 2 === 0 || piece.startsWith('\\')) return piece;
    const name = piece.slice(2, -2).trim();
    const isFound = names === null || isKnown(makerOf(names.index, name, { ...names.place, isAfter }));
    const state = !isFound ? 'unknown' : names?.chosen === name ? 'chosen' : 'known';
    return (
      <span key={at} className={css['tint']} data-state={state}>
        <i>{'{{'}</i>
        {piece.slice(2, -2)}
        <i>{'}}'}</i>
      </span>
    );
  });
}

/** The name in braces around the caret; null if there is none. */
export function nameAtCaret(text: string, caret: number): string | null {
  for (const match of text.matchAll(/\{\{([^{}"\n]*)\}\}/g)) {
    if (caret > match.index && caret < match.index + match[0].length) return (match[1] ?? '').trim();
  }
  return null;
}
