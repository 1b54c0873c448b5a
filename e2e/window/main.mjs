// Runs the built main process in plain Node, with a stand-in for Electron, and lets the test talk to it as the window would.
import { registerHooks } from 'node:module';
import { serialize } from 'node:v8';
import { app, doors, exact, menu, MOST_BYTES, reply, shown } from './electron.mjs';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.mjs', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

const OWN = { senderFrame: { url: 'onrush://app/', parent: null } };

const asked = {
  call: async ({ name, input }) => {
    exact(new Uint8Array(serialize(input)), MOST_BYTES.input);
    return exact(await doors.invoke(OWN, name, input), MOST_BYTES.reply);
  },
  page: async ({ path }) => {
    const response = await doors.page(new Request(`onrush://app${path}`));
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: new Uint8Array(await response.arrayBuffer()),
    };
  },
  quit: () => app.quit(),
  reply: ({ next }) => reply(next),
  shown: () => JSON.parse(JSON.stringify(shown)),
  /** Chooses an item of the menu, by its labels from the top. */
  menu: ({ labels }) => {
    let items = menu.template;
    for (const label of labels) {
      const item = items.find((one) => one.label === label);
      if (item === undefined) throw new Error(`The menu has no ${label}`);
      item.click?.();
      items = item.submenu ?? [];
    }
  },
};

process.on('message', (message) => {
  // These come from the terminal that started it; the program itself listens for them.
  if (typeof message !== 'object') return;
  Promise.resolve()
    .then(() => asked[message.kind](message))
    .then(
      (value) => process.send({ kind: 'reply', id: message.id, value }),
      (error) => process.send({ kind: 'reply', id: message.id, error: String(error) }),
    );
});
process.on('disconnect', () => process.exit(1));
process.argv = [process.execPath, '/', ...process.argv.slice(2)];
await import('../../out/main.js');
while (doors.invoke === null || doors.page === null) await new Promise((resolve) => setTimeout(resolve, 10));
process.send({ kind: 'ready' });
