// Checks the page with axe, by the rules of WCAG 2.2 AA, in both themes.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type RunOptions = Parameters<AxeBuilder['options']>[0];

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const RULES = {
  runOnly: { type: 'tag', values: TAGS },
  // Rules that pass are not listed individually.
  resultTypes: ['violations'],
  rules: {
    // axe checks this rule only on request.
    'target-size': { enabled: true },
    // Toasts are outside every landmark; screen readers announce them anyway.
    region: { enabled: false },
  },
} satisfies RunOptions;

/** The other theme is the same page in other colours. */
const COLOURS = {
  ...RULES,
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  rules: {},
} satisfies RunOptions;

/** Without transitions, because a colour halfway through one belongs to neither theme. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))));
    const options = colorScheme === 'dark' ? RULES : COLOURS;
    const axe = new AxeBuilder(await sourceFor(page));
    const { violations } = await axe.setLegacyMode().options(options).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    );
    expect.soft(found, `${where}, ${colorScheme}`).toEqual([]);
  }
}

/** axe is loaded once per page, because loading it takes as long as most of its checks. */
async function sourceFor(page: Page): Promise<ConstructorParameters<typeof AxeBuilder>[0]> {
  const isLoaded = page.frames().length === 1 && (await page.evaluate(() => 'axe' in globalThis));
  return isLoaded ? { page, axeSource: ';' } : { page };
}
