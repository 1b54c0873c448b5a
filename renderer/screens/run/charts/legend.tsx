// The line above a chart: its title, what it shows, and its marks and dashes.
import type { ReactNode } from 'react';
import { formatCount } from '../../../../shared/format.ts';
import css from './chart-stack.module.css';

interface ChartTitleProps {
  readonly title: string;
  readonly note: string;
  /** Replaces the title if the charts share one slot. */
  readonly menu?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

export function ChartTitle({ title, note, menu = null, actions = null, children }: ChartTitleProps) {
  return (
    <div className={css['chart-title']}>
      {menu ?? <h2>{title}</h2>}
      <span className={css['chart-note']} title={note}>
        {note}
      </span>
      <span className={css['chart-legend']}>{children}</span>
      {actions !== null && <span className={css['chart-actions']}>{actions}</span>}
    </div>
  );
}

interface TitleTabsProps<Name extends string> {
  readonly names: readonly Name[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
  readonly note?: string;
  readonly children?: ReactNode;
}

/** A title that is also the choice of charts for one slot. */
export function TitleTabs<Name extends string>({ names, chosen, onChoose, note, children }: TitleTabsProps<Name>) {
  return (
    <div className={css['chart-title']}>
      <div className={css['chart-tabs']} role="tablist" aria-label="Chart">
        {names.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={name === chosen} onClick={() => onChoose(name)}>
            {name}
          </button>
        ))}
      </div>
      {note !== undefined && (
        <span className={css['chart-note']} title={note}>
          {note}
        </span>
      )}
      <span className={css['chart-legend']}>{children}</span>
    </div>
  );
}

interface DashProps {
  readonly token: string;
  readonly word: string;
  readonly dash?: string;
  readonly width?: number;
}

export function DashKey({ token, word, dash, width = 1.5 }: DashProps) {
  return (
    <span className={css['key']}>
      <svg width={14} height={8} aria-hidden="true">
        <line x1={0} x2={14} y1={4} y2={4} stroke={`var(--${token})`} strokeWidth={width} strokeDasharray={dash} />
      </svg>
      {word}
    </span>
  );
}

interface BlockProps {
  readonly token: string;
  readonly word: string;
  readonly alpha?: number;
}

export function BlockKey({ token, word, alpha = 1 }: BlockProps) {
  return (
    <span className={css['key']}>
      <span className={css['key-block']} style={{ background: `var(--${token})`, opacity: alpha }} />
      <span className={css['key-word']} title={word}>
        {word}
      </span>
    </span>
  );
}

interface RampKeyProps {
  readonly top: number;
  readonly hasWords: boolean;
}

/** The colours of the heat map, from one request per cell on. */
export function RampKey({ top, hasWords }: RampKeyProps) {
  return (
    <span className={css['key']} title="Requests per cell">
      1<span className={css['key-ramp']} />
      {formatCount(top)}+{hasWords && ' per cell'}
    </span>
  );
}
