/** Every view of the page of an edition: quick, readable by everybody, and nothing leaves it. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { VIEWS, barriers, browser, expected, open, saved, text } from './harness.mjs';

after(() => browser.close());

test('the first view is small, and says that the digest is right', async () => {
  const { page, close } = await open('edition');
  assert.ok((await page.locator('main *').count()) < 1000);
  assert.equal('Rounds of bargaining', await text(page, 'h1'));
  assert.equal('✓ Digest verified', `✓ ${await text(page, '#seal')}`);
  assert.match(await text(page, '#footer'), new RegExp(expected.digest));
  await close();
});

for (const [width, colorScheme] of [
  [390, 'light'],
  [1280, 'dark'],
]) {
  test(`axe finds no barrier in any view: ${width} wide, ${colorScheme}`, async () => {
    const { page, go, close } = await open('edition', '', { width, colorScheme, bypassCSP: true });
    for (const view of VIEWS) {
      await go(view);
      assert.deepEqual([], await barriers(page), view);
    }
    await close();
  });
}

test('axe would find a barrier', async () => {
  const { page, close } = await open('one', '', { bypassCSP: true });
  await page.evaluate(() =>
    document.querySelector('main')?.append(document.createElement('button')),
  );
  assert.match((await barriers(page)).join(), /^button-name/);
  await close();
});

test('no view is wider than its screen', async () => {
  for (const width of [390, 900, 1400]) {
    const { page, go, close } = await open('edition', '', { width });
    for (const view of VIEWS) {
      await go(view);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `${view} is ${wide} wide on ${width}`);
    }
    await close();
  }
});

test('every view has a link to copy, and a CSV whose rows name source, address and edition', async () => {
  const { page, go, close } = await open('edition');
  for (const view of VIEWS) {
    await go(view);
    assert.equal(1, await page.locator('#copy-link').count(), view);
    const [head, ...rows] = (await saved(page, page.locator('#csv'))).split('\n');
    const wanted = /about/.test(view) ? ['edition'] : ['source', 'address', 'edition'];
    const missing = wanted.filter((name) => !head.split(',').includes(name));
    assert.deepEqual([], rows.join('') ? missing : [], `${view}: ${head}`);
  }
  await close();
});

test('a view is printed without what one can press, and says of which data and day it is', async () => {
  const { page, close } = await open('edition', '#/round/2023-coalition?on=2023-10-05');
  await page.emulateMedia({ media: 'print' });
  for (const selector of ['#nav', '#time form', '.tools', '.seal']) {
    assert.equal(false, await page.locator(selector).isVisible(), selector);
  }
  for (const selector of ['h1', '#brand', '#as-of', '#footer']) {
    assert.ok(await page.locator(selector).isVisible(), selector);
  }
  await close();
});

test('with the keyboard alone one skips to the content, and lands on the title of each view', async () => {
  const { page, close } = await open('edition');
  await page.keyboard.press('Tab');
  assert.equal('skip', await page.evaluate(() => document.activeElement?.id));
  await page.keyboard.press('Enter');
  assert.equal('main', await page.evaluate(() => document.activeElement?.id));
  assert.equal('', await page.evaluate(() => location.hash));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal('H1', await page.evaluate(() => document.activeElement?.tagName));
  assert.match(await page.evaluate(() => location.hash), /^#\/round\//);
  await close();
});
