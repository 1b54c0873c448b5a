// npm run build: builds out/ from the sources, if they changed.
import { ensureBuilt } from '../ensure-built.ts';

export async function run(): Promise<number> {
  await ensureBuilt();
  return 0;
}
