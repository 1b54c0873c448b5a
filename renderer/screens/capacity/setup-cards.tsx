// A choice between two options, each on a card that states its effect and its cost.
import { useId, type ReactNode } from 'react';
import css from './setup.module.css';

interface Card<Value extends string> {
  readonly value: Value;
  readonly title: string;
  readonly price?: string;
  readonly picture?: ReactNode;
  readonly words: string;
}

interface SetupCardsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly cards: readonly Card<Value>[];
  readonly onChange: (value: Value) => void;
}

export function SetupCards<Value extends string>({ label, value, cards, onChange }: SetupCardsProps<Value>) {
  const name = useId();
  return (
    <div className={css['cards']} role="radiogroup" aria-label={label}>
      {cards.map((card) => (
        <label key={card.value} className={css['card']}>
          <input
            type="radio"
            name={name}
            value={card.value}
            checked={card.value === value}
            aria-label={card.title}
            aria-describedby={`${name}-${card.value}`}
            onChange={() => onChange(card.value)}
          />
          <span className={css['card-title']}>
            {card.title}
            {card.price !== undefined && <span>{card.price}</span>}
          </span>
          {card.picture}
          <span id={`${name}-${card.value}`} className={css['card-words']}>
            {card.words}
          </span>
        </label>
      ))}
    </div>
  );
}

const POISSON = [0, 5, 10, 16, 21, 33, 37, 40, 47, 51, 56, 60, 72, 76, 83, 86, 88, 91, 94, 99, 104, 110, 116, 130, 142];

/** When arrivals come: in bunches, or like a metronome. */
export function ArrivalPicture({ isEven }: { readonly isEven: boolean }) {
  const at = isEven ? Array.from({ length: 25 }, (_, index) => index * 6) : POISSON;
  return (
    <svg className={css['arrivals']} viewBox="0 0 150 8" aria-hidden>
      {at.map((x) => (
        <rect key={x} x={x} width={1} height={8} />
      ))}
    </svg>
  );
}
