import css from './start-screen.module.css';
// A number within a sentence, as wide as its content.

interface CountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly text: string;
  readonly isFaulty: boolean;
  readonly faultId: string;
  readonly handleChange: (text: string) => void;
}

export function CountField({ name, label, text, isFaulty, faultId, handleChange }: CountFieldProps) {
  return (
    <input
      className={css['count-field']}
      name={name}
      type="text"
      inputMode="numeric"
      autoComplete="off"
      aria-label={label}
      aria-invalid={isFaulty}
      aria-describedby={isFaulty ? faultId : undefined}
      style={{ width: `calc(${Math.min(14, Math.max(3, text.length))}ch + 22px)` }}
      value={text}
      onFocus={(event) => event.target.select()}
      onChange={(event) => handleChange(event.target.value)}
    />
  );
}
