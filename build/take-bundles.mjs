// Loaded first by every process and thread that a test starts: if the entry is bundled, the bundle is loaded instead.
import { registerHooks } from 'node:module';

const bundles = JSON.parse(process.env['ONRUSH_TEST_BUNDLES'] ?? '{}');

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const url = bundles[found.url];
    return url === undefined ? found : { ...found, url, format: 'module' };
  },
});
