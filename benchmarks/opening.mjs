/** How long Chromium takes to open a page, and views of it: `node opening.mjs PAGE [TIMES]`. */

import { createRequire } from 'node:module';

const { KPBARGAINING_PAGE_TOOLS: TOOLS, CHROMIUM } = process.env;
const { chromium } = createRequire(`${TOOLS}/package.json`)('playwright-core');

const [path, times = '3'] = process.argv.slice(2);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--enable-precise-memory-info'];
const PATIENCE = 600_000;

/** Views by name, each of what every page of the sample has. */
const VIEWS = {
  filter: '#/timeline?round=2024-acme&all=yes',
  record: '#/record/2024-acme',
  search: '#/search?q=nurses',
};

/** The time since the page was asked for, once its heading can be seen. */
const shown = () =>
  Boolean(document.querySelector('main .top, .damaged main h1')) && performance.now();

/** Go to a view; gives the time until it has been drawn. @param {string} hash */
async function gone(hash) {
  const start = performance.now();
  location.hash = hash;
  await new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });
  return performance.now() - start;
}

/** The processor time, in milliseconds, of the process that shows a page; busy machines matter less to it. */
async function spent(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  return 1000 * metrics.find(({ name }) => name === 'ProcessTime').value;
}

/** What one opening takes, in a browser of its own. */
async function once() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const page = await browser.newPage();
    const crashed = new Promise((_, fail) => {
      page.on('crash', () => fail(new Error('the tab ran out of memory')));
    });
    await page.goto(`file://${path}`, { waitUntil: 'commit', timeout: PATIENCE });
    const seen = page.waitForFunction(shown, undefined, { polling: 'raf', timeout: PATIENCE });
    const found = { first: await (await Promise.race([seen, crashed])).jsonValue() };
    found.cpu = await spent(page);
    if ((await page.locator('main h1').innerText()).startsWith('This page is damaged'))
      throw new Error(await page.locator('main').innerText());
    for (const [name, hash] of Object.entries(VIEWS)) found[name] = await page.evaluate(gone, hash);
    const heap = await page.evaluate(() => performance.memory.usedJSHeapSize);
    return { ...found, heap: Math.round(heap / 2 ** 20) };
  } finally {
    await browser.close();
  }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

try {
  const runs = [];
  for (let run = 0; run < Number(times); run++) runs.push(await once());
  const told = Object.keys(runs[0]).map((name) => [name, median(runs.map((each) => each[name]))]);
  console.log(JSON.stringify(Object.fromEntries(told)));
} catch (error) {
  console.error(error);
  console.log(JSON.stringify({ refused: String(error.message).split('\n')[0] }));
}
