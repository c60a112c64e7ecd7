/** Pages of any dataset: hostile, large, empty, of one record, derived, damaged; and old browsers. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { VIEWS, browser, expected, open, text } from './harness.mjs';

after(() => browser.close());

test('hostile text stays text in every view', async () => {
  const { page, go, close } = await open('hostile', '', { width: 900 });
  for (const view of VIEWS) {
    await go(view);
    assert.equal(undefined, await page.evaluate(() => globalThis.hacked), view);
    assert.equal(0, await page.locator('main img[src="x"], main b').count(), view);
  }
  await go('#/record/2023-coalition/strike-2023-10-04');
  assert.ok((await page.locator('main').innerText()).includes(expected.hostile));
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 900);
  await close();
  const plain = await open('hostile', '', { javaScriptEnabled: false });
  assert.equal(0, await plain.page.locator('img, b').count());
  await plain.close();
});

test('a picture is an image with its words, and can run nothing', async () => {
  const { page, close } = await open('pictured', '#/pictures');
  const image = page.locator('figure img');
  assert.equal(expected.hostile, await image.getAttribute('alt'));
  await page.waitForFunction(() => document.querySelector('figure img').naturalWidth > 0);
  assert.equal(undefined, await page.evaluate(() => globalThis.hacked));
  assert.equal('A picture', await page.locator('figure h2').textContent());
  await close();
});

test('100,000 records open, say what they are, and no view lists them all', async () => {
  const { page, go, close } = await open('large');
  assert.match(await text(page, '.lede'), /^100,002 records/);
  for (const view of [
    '#/timeline?all=yes',
    '#/list/statements',
    '#/search?q=claim 7 of',
    '#/sides',
  ]) {
    await go(encodeURI(view));
    assert.ok((await page.locator('main *').count()) < 4000, view);
  }
  await go('#/?on=2020-01-01');
  await go('#/?on=2019-12-31');
  assert.match(await text(page, '.lede'), /: 1 record without a source/);
  await close();
});

test('a page of nothing, or of one record, says so', async () => {
  const empty = await open('empty');
  assert.equal('This page holds no records.', await text(empty.page, '.lede'));
  for (const view of VIEWS) await empty.go(view);
  await empty.close();
  const one = await open('one', '#/record/somebody');
  assert.equal('Some Body', await text(one.page, 'h1'));
  await one.go('#/');
  assert.match(await text(one.page, '.lede'), /^1 record without a source: nothing in it names/);
  await one.go('#/record/somebody');
  assert.match(await text(one.page, '.cite'), /No edition stands behind this dataset/);
  await one.close();
});

test('a derived dataset says of what it is derived, an old edition shows its own digest', async () => {
  const derived = await open('derived', '#/about');
  assert.match(
    await text(derived.page, '.lede'),
    /derived from edition 2026\.3: as of 2023-10-12, possibly/,
  );
  assert.match(await text(derived.page, '#brand'), /derived from 2026\.3$/);
  assert.match(await derived.page.innerText('main'), new RegExp(expected.digest));
  assert.notEqual(expected.digest, await text(derived.page, '#digest'));
  await derived.close();
  const old = await open('old', '#/about');
  assert.match(await text(old.page, '#digest'), /^423db291/);
  await old.close();
});

for (const name of ['broken', 'forged']) {
  test(`a damaged page says that its digest fails, and shows nothing else: ${name}`, async () => {
    const { page, close } = await open(name);
    assert.equal('This page is damaged: its digest fails', await text(page, 'h1'));
    assert.equal('Digest fails', await text(page, '#seal'));
    assert.equal(0, await page.locator('nav a').count());
    await close();
  });
}

test('a browser that runs no script, or cannot unpack, shows a plain table and says why', async () => {
  const none = await open('edition', '', { javaScriptEnabled: false });
  assert.ok(await none.page.locator('#plain table').first().isVisible());
  assert.match(await text(none.page, '#plain'), /strike-2023-10-04/);
  await none.close();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => delete globalThis.DecompressionStream);
  const { page: other, close } = await open('edition');
  await page.goto(other.url());
  await page.locator('#plain').waitFor();
  assert.match(await page.innerText('#why'), /too old to unpack the data/);
  await context.close();
  await close();
});
