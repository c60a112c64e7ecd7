/** A real Chromium, and what every page in it is held to: no error, and no request that leaves it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { PAGES, TOOLS, CHROMIUM } = process.env;
const require = createRequire(`${TOOLS}/package.json`);
const { chromium } = require('playwright-core');
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What the library answers. */
export const expected = JSON.parse(readFileSync(join(PAGES, 'expected.json'), 'utf8'));

/** Every view, with something in each. */
export const VIEWS = [
  '#/',
  '#/round/2023-coalition',
  '#/record/2023-coalition/strike-2023-10-04',
  '#/record/2025-alliance/2025-08-19?on=2025-09-20',
  '#/record/coalition-2023-session-4',
  '#/timeline?round=2023-coalition&all=yes',
  '#/search?q=strike',
  '#/list/people',
  '#/sides?topic=topic-staffing',
  '#/pictures',
  '#/changes',
  '#/about',
];

export const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** A view of a page, opened afresh. The test ends with `close`, which finds what went wrong. */
export async function open(name, address = '', { width = 1280, height = 900, ...options } = {}) {
  const viewport = { width, height };
  const context = await browser.newContext({ viewport, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    const own = request.isNavigationRequest() && request.url().startsWith('file:');
    if (!own && !/^(data|blob):/.test(request.url())) wrong.push(`asked for ${request.url()}`);
  });
  await page.goto(`file://${join(PAGES, `${name}.html`)}${address}`);
  if (options.javaScriptEnabled !== false) await page.locator('main h1').first().waitFor();
  const close = async () => {
    await context.close();
    assert.deepEqual([], wrong);
  };
  const go = (view) =>
    page.evaluate(async (hash) => {
      location.hash = hash;
      await new Promise((done) => {
        requestAnimationFrame(() => setTimeout(done));
      });
    }, view);
  return { page, go, close };
}

/** The text of the first element that a selector finds. */
export async function text(page, selector) {
  return (await page.locator(selector).first().innerText()).trim();
}

/** What axe finds to be more than minor. */
export async function barriers(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ['violations'] }),
  );
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html)}`);
}

/** What a button saves, as lines. */
export async function saved(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return readFileSync(await download.path(), 'utf8');
}
