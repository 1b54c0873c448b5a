// A field for the path of a file: what it may become is listed below it, as the host's folders have it.
import { createContext, useContext, useEffect, useId, useState, type InputHTMLAttributes } from 'react';
import { call } from '../../host/client.ts';

/** The plan from whose folder relative paths count; null for one that was never saved. */
export const PathPlanContext = createContext<string | null>(null);

/** Paths are typed letter by letter, so asking waits this long. In ms. */
const ASK_AFTER_MS = 100;

export function PathInput({ value, ...rest }: InputHTMLAttributes<HTMLInputElement> & { readonly value: string }) {
  const list = useId();
  const [isUsed, setUsed] = useState(false);
  const paths = usePaths(isUsed ? value : null);
  return (
    <>
      <input
        {...rest}
        value={value}
        type="text"
        list={list}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => setUsed(true)}
      />
      <datalist id={list}>
        {paths.map((path) => (
          <option key={path} value={path}>
            {path}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Empty as long as `text` is null. */
function usePaths(text: string | null): readonly string[] {
  const planId = useContext(PathPlanContext);
  const [paths, setPaths] = useState<readonly string[]>([]);
  useEffect(() => {
    if (text === null) return undefined;
    let isLatest = true;
    async function ask(typed: string): Promise<void> {
      const found = await call('plans.completePath', { text: typed, planId });
      if (isLatest && found.ok) setPaths(found.value);
    }
    const timer = setTimeout(() => void ask(text), ASK_AFTER_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [text, planId]);
  return paths;
}
