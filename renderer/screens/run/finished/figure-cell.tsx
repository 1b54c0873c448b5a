// One large figure, with its name above and what it is compared with below.
import type { ReactNode } from 'react';
import type { Figure } from '../../../../shared/format.ts';
import css from './finished-run.module.css';
import textCss from '../../../ui/text.module.css';

interface FigureCellProps {
  readonly name: string;
  readonly title?: string | undefined;
  readonly value: Figure;
  readonly run: Figure | null;
  readonly below?: ReactNode;
  readonly isFaint?: boolean;
  readonly isBad?: boolean;
  /** True if it is hidden when there is little space. */
  readonly isLeast?: boolean;
}

export function FigureCell(props: FigureCellProps) {
  const { name, title, value, run, below = null, isFaint = false, isBad = false, isLeast = false } = props;
  return (
    <div className={css['window-figure']} title={title} data-testid="window-figure" data-least={isLeast ? '' : undefined}>
      <span>{name}</span>
      <strong className={isFaint ? 'is-faint' : isBad ? 'is-broken' : undefined}>
        {value.value}
        {value.unit !== '' && <span className={textCss['unit']}> {value.unit}</span>}
      </strong>
      <span>{run === null ? below : `run ${run.value} ${run.unit}`}</span>
    </div>
  );
}
