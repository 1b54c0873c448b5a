// Tries the journey through the demo's shop: its plan is saved, so that it can then be changed and run.
import { call } from './client.ts';
import { readPlans } from './host-state.ts';
import { startTry } from './plan-tries.ts';
import { showFailure } from '../ui/toasts.tsx';

export async function tryDemoShop(): Promise<void> {
  const shop = await call('demo.shop', {});
  if (!shop.ok) return showFailure(shop.failure);
  await readPlans();
  await startTry(shop.value.id, shop.value.plan);
}
