// The positions of the splitters, stored in this browser.
import { useDefaultLayout } from 'react-resizable-panels';

type Kept = ReturnType<typeof useDefaultLayout>;

export function useLayout(
  name: string,
  panelIds: string[],
): { readonly id: string } & Pick<Kept, 'defaultLayout' | 'onLayoutChanged'> {
  const id = `onrush-${name}`;
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id,
    panelIds,
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  return { id, defaultLayout, onLayoutChanged };
}
