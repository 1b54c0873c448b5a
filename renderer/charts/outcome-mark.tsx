// The mark of an outcome as a small picture beside its words.
import { MARK_PATH, type Mark } from './marks.ts';

export function OutcomeMark({ mark, size = 10 }: { readonly mark: Mark; readonly size?: number }) {
  const colour = `var(--${mark.token})`;
  const isFilled = mark.shape === 'square';
  return (
    <svg width={size} height={size} viewBox="0 0 10 10" aria-hidden="true" style={{ flex: 'none' }}>
      <path
        d={MARK_PATH[mark.shape]}
        fill={isFilled ? colour : 'none'}
        stroke={isFilled ? 'none' : colour}
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
