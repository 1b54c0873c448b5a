// The demo's shop, for the lifetime of the app: started when somebody opens its plan, so that the plan can be tried, changed and
// run.
import { writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { listenOnLoopback } from '../system/loopback.ts';
import { shopPlan, shopperRows } from './shop-plan.ts';
import { Shop, SHOP_PATH } from './shop-server.ts';
import { keepPrivate, makePrivateFolder } from '../system/private-folder.ts';

/** Used if it is free, so that a saved plan of the demo runs again after a restart. */
const PORT = 47_811;

export class DemoShop {
  readonly #folder: string;
  #server: Server | null = null;
  #base: Promise<string> | null = null;

  /** `folder`: the rows of the shoppers are written there. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws UserError write_failed */
  async plan(): Promise<Plan> {
    const shoppers = join(this.#folder, 'shoppers.csv');
    try {
      makePrivateFolder(this.#folder);
      keepPrivate(shoppers);
      writeFileSync(shoppers, shopperRows(), { mode: 0o600 });
    } catch {
      throw new UserError('write_failed', `The shoppers of the demo could not be written to ${shoppers}.`);
    }
    this.#base ??= this.#start();
    return shopPlan(await this.#base, shoppers);
  }

  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.#base = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  async #start(): Promise<string> {
    const server = process.getBuiltinModule('node:http').createServer(new Shop().handle);
    this.#server = server;
    const port = await listenOnLoopback(server, PORT).catch(() => listenOnLoopback(server, 0));
    return `http://127.0.0.1:${port}${SHOP_PATH}`;
  }
}
