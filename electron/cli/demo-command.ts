// onrush demo: runs the demo's servers until it is interrupted.
import { startDemoTargets } from '../demo/targets.ts';
import { EXIT } from './exit-codes.ts';

/** With `json`, the addresses are printed as one line of JSON. */
export async function demoCommand(port: number, json: boolean): Promise<number> {
  const targets = await startDemoTargets(port);
  const { asyncUrl, blockingUrl, shopPlanUrl } = targets;
  const shop = `Shop journey   ${shopPlanUrl}, with ${new URL('shoppers.csv', shopPlanUrl).href} beside it`;
  const urls = { async: asyncUrl, blocking: blockingUrl, shopPlan: shopPlanUrl };
  if (json) process.stdout.write(`${JSON.stringify(urls)}\n`);
  else process.stdout.write(`Asynchronous   ${asyncUrl}\nOne at a time  ${blockingUrl}\n${shop}\nStop with Ctrl-C.\n`);
  const { promise: interrupted, resolve } = Promise.withResolvers<void>();
  process.once('SIGINT', () => resolve());
  process.once('SIGTERM', () => resolve());
  await interrupted;
  await targets.close();
  return EXIT.passed;
}
