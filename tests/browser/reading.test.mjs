/** What a reader does with the page: look for something, go back in time, copy, save, come back. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { browser, expected, open, saved, text } from './harness.mjs';

after(() => browser.close());

const STRIKE = '2023-coalition/strike-2023-10-04';
const told = (page) => text(page, '#told');

test('a journalist finds the strike, its headcounts, its citation and its CSV, and comes back', async () => {
  const { page, close } = await open('edition', '', {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.fill('#find', '75,600');
  await page.keyboard.press('Enter');
  assert.match(await text(page, '.entries'), /75,?600/);
  await page.fill('#find', 'Oct. 4, 2023 strike.');
  assert.match(await text(page, '.entry'), /^4 to 7 October 2023/);
  await page.fill('#find', 'october 2023 strike');
  assert.match(await told(page), /^\d+ records with “october 2023 strike”/);
  const averted = page.locator('.entry', { hasText: '2023-coalition/strike-2023-11-01' });
  assert.match(await averted.innerText(), /strike or picket, averted/);
  assert.match(await text(page, '.entry'), /Strike of Coalition/);
  await page.locator(`.entries a[href="#/record/${STRIKE}"]`).first().click();
  assert.match(await text(page, '.lede'), /^4 to 7 October 2023, held/);
  const numbers = page.locator('.numbers tbody tr');
  const voices = await numbers.locator('.voice').allInnerTexts();
  assert.ok(voices.includes('press') && voices.includes('government'));
  assert.match(await numbers.first().innerText(), /75,600\s+workers on strike\s+government/);
  assert.match(
    await numbers.nth(1).innerText(),
    /no place given weak another reading\s+'More than'/,
  );
  assert.match(
    await page.locator('.numbers').innerText(),
    /paragraph 2, first sentence, words 37 to 50/,
  );

  await page.click('#copy-citation');
  await page.locator('#said', { hasText: 'Citation copied' }).waitFor();
  assert.equal(expected.strike, await page.evaluate(() => navigator.clipboard.readText()));
  await page.click('#copy-link');
  await page.locator('#said', { hasText: 'Link copied' }).waitFor();
  assert.match(
    await page.evaluate(() => navigator.clipboard.readText()),
    new RegExp(`#/record/${STRIKE}$`),
  );

  const csv = await saved(page, page.locator('.numbers > button'));
  assert.match(csv, /^about,figure,metric,scope,value,value_number,/);
  assert.match(csv, /75600.*U\.S\. Bureau of Labor Statistics.*,2026\.3\n/);
  const all = await saved(page, page.locator('#csv'));
  assert.match(all, /Figure,75600 workers on strike,value,>75000,false.*,2026\.3\n/);

  await page.goBack();
  assert.equal('Search', await text(page, 'h1'));
  assert.equal('october 2023 strike', await page.inputValue('#find'));
  await close();
});

test('where the clipboard is closed to the page, it copies by hand', async () => {
  const { page, close } = await open('edition', `#/record/${STRIKE}`);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = (what) => {
      globalThis.copied = `${what}: ${document.activeElement.value}`;
      return true;
    };
  });
  await page.click('#copy-citation');
  await page.locator('#said', { hasText: 'Citation copied' }).waitFor();
  assert.equal(`copy: ${expected.strike}`, await page.evaluate(() => globalThis.copied));
  await close();
});

test('the filters of the timeline leave what they say, and stand in the address', async () => {
  const { page, close } = await open('edition', '#/timeline');
  const all = await told(page);
  await page.selectOption('#by-round', '2023-coalition');
  const round = await told(page);
  assert.notEqual(all, round);
  await page.selectOption('#by-kind', 'job_actions');
  const events = await page.locator('.entry').count();
  assert.ok(events > 0 && events < 20);
  await page.fill('#by-party', 'ifpte local 20');
  assert.match(
    await page.locator('.entry').first().innerText(),
    /Sympathy strike of IFPTE Local 20/,
  );
  await page.fill('#by-party', '');
  await page.fill('#by-first', '2023-10-04');
  await page.fill('#by-last', '2023-10-10');
  const certain = await page.locator('.entry').count();
  await page.selectOption('#by-sure', 'possibly');
  assert.ok((await page.locator('.entry').count()) >= certain);
  const address = await page.evaluate(() => location.hash);
  assert.match(address, /round=2023-coalition.*kind=job_actions/);
  const again = await told(page);
  await page.reload();
  assert.equal(again, await told(page));
  await close();
});

test('the slider and the day show what was known, as the library says', async () => {
  const { page, close } = await open('edition', '#/round/2023-coalition');
  await page.click('#back summary');
  for (const [day, records] of Object.entries(expected.known)) {
    await page.fill('#day', day);
    await page.dispatchEvent('#day', 'change');
    const words = `: ${records.toLocaleString('en-US')} of ${expected.records.toLocaleString('en-US')} records`;
    await page.locator('#as-of', { hasText: words }).waitFor();
    assert.match(await page.evaluate(() => location.hash), new RegExp(`on=${day}`));
  }
  await page.focus('#slider');
  const before = await page.inputValue('#day');
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((day) => document.querySelector('#day').value < day, before);
  assert.equal('slider', await page.evaluate(() => document.activeElement?.id));
  assert.match(await page.getAttribute('#slider', 'aria-valuetext'), /20\d\d$/);
  await page.check('#is-possibly');
  await page.locator('#as-of', { hasText: 'As possibly known' }).waitFor();
  await page.click('#everything');
  await page.locator('#as-of', { hasText: 'everything known' }).waitFor();
  assert.equal('#/round/2023-coalition', await page.evaluate(() => location.hash));
  await close();
});

test('a day in the address is kept from view to view, and what is not known then says so', async () => {
  const { page, close } = await open('edition', '#/round/2023-coalition?on=2023-05-01');
  assert.match(await text(page, '#as-of'), /^As certainly known on 1 May 2023/);
  await page.click('#nav a:text("Timeline")');
  assert.equal('#/timeline?on=2023-05-01', await page.evaluate(() => location.hash));
  await page.goto(`${page.url().split('#')[0]}#/record/${STRIKE}?on=2023-05-01`);
  await page.locator('h1', { hasText: 'Not known on that day' }).waitFor();
  await page.click('main a:text("Show what is known now")');
  await page.locator('h1', { hasText: 'Strike of' }).waitFor();
  await close();
});

test('what lies beyond the first rows comes on demand, and the reader comes back to the place', async () => {
  const { page, close } = await open('edition', '#/list/sources');
  assert.equal(100, await page.locator('.entry').count());
  await page.click('button.more');
  assert.equal(200, await page.locator('.entry').count());
  await page.locator('.entry .what > a').nth(160).scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => scrollY);
  assert.ok(y > 500);
  await page.waitForFunction(() => history.state?.y > 500);
  await page.locator('.entry .what > a').nth(160).click();
  await page.locator('.citation').waitFor();
  await page.goBack();
  await page.waitForFunction((place) => Math.abs(scrollY - place) < 300, y);
  assert.equal(200, await page.locator('.entry').count());
  await close();
});

test('a record that has another id now is found by its old one, and a stray address says so', async () => {
  const { page, go, close } = await open('edition', `#/record/${expected.retired[0]}`);
  assert.equal(expected.retired[1], await text(page, '.id code'));
  await go('#/record/no-such-thing');
  assert.equal('No such record', await text(page, 'h1'));
  for (const stray of [
    '#/nowhere',
    '#/list/nothings',
    '#/record/%E0%A4%A',
    '#/round/',
    '#/?on=2023-99-99',
  ]) {
    await go(stray);
    assert.ok((await text(page, 'h1')).length > 0, stray);
  }
  assert.match(await text(page, '[role=alert]'), /“2023-99-99” is no day/);
  await close();
});

test('what a view cannot follow in its address it says, and passes over', async () => {
  const { page, go, close } = await open('edition');
  const alerts = () => page.locator('[role=alert]').allInnerTexts();
  for (const [view, asked, wrong] of [
    ['timeline', 'round=2099-nobody', '“2099-nobody” is no round of this page'],
    ['timeline', 'kind=strikes', '“strikes” is no kind of record'],
    ['timeline', 'first=2023-02-30', '“2023-02-30” is no day such as 2023-10-04'],
    ['timeline', 'sure=perhaps', '“perhaps” is neither certainly nor possibly'],
    ['timeline', 'all=maybe', '“maybe” is not yes, which asks for every date'],
    ['timeline', 'order=random', '“random” is no order, such as newest'],
    ['sides', 'topic=topic-weather', '“topic-weather” is no topic of this page'],
    ['sides', 'round=2099-nobody', '“2099-nobody” is no round of this page'],
    ['search', 'q=strike&kind=strikes', '“strikes” is no kind of record'],
    ['list/sessions', 'round=2099-nobody', '“2099-nobody” is no round of this page'],
    ['changes', 'why=whim', '“whim” is no reason for which anything changed'],
  ]) {
    await go(`#/${view}?${asked.split('&')[1] ? asked.split('&')[0] : ''}`);
    const usual = await told(page);
    await go(`#/${view}?${asked}`);
    assert.deepEqual([`${wrong}, and passed over.`], await alerts(), asked);
    assert.equal(usual, await told(page), asked);
  }
  await go('#/timeline?from=2023-10-04');
  assert.match(
    (await alerts())[0],
    /^“from” is nothing that this view can be asked; it takes round, /,
  );
  await go('#/pictures?picture=Sunset');
  assert.deepEqual(['“Sunset” is no picture of this page, and passed over.'], await alerts());
  assert.ok((await page.locator('figure').count()) > 9);
  await page.selectOption('#by-picture', 'What happened: 2023 Coalition');
  assert.equal(1, await page.locator('figure').count());
  assert.match(await page.evaluate(() => location.hash), /picture=What\+happened/);
  await go('#/about?round=2025-alliance');
  assert.deepEqual(['“round” is nothing that this view can be asked.'], await alerts());
  await go('#/?on=2023-10-05&certainty=maybe');
  assert.match((await alerts())[0], /^“maybe” is neither certainly nor possibly/);
  await go('#/timeline?first=2023-10-10&last=2023-10-04');
  assert.match(
    await text(page, '.empty'),
    /“From”, 10 October 2023, is later than “To”, 4 October 2023/,
  );
  await page.fill('#by-last', '2023-11-30');
  assert.ok(await page.locator('.entry').count());
  await go('#/timeline?party=Martians');
  assert.match(await text(page, '.empty'), /called “Martians”/);
  await go('#/timeline?round=2025-alliance&on=2020-01-01');
  assert.deepEqual([], await alerts());
  assert.equal('2025-alliance', await page.inputValue('#by-round'));
  assert.equal('No entries.', await text(page, '.empty'));
  await close();
});

test('an address of no view leads to a search', async () => {
  const { page, close } = await open('edition');
  await page.evaluate(() => {
    location.hash = '#/2025-alliance/strike';
  });
  await page.locator('h1', { hasText: 'No such view' }).waitFor();
  await page.click('main a:text("Search for “2025 alliance strike”")');
  assert.match(await told(page), /^\d+ records? with/);
  await close();
});

test('both sides stand side by side, each in its column', async () => {
  const { page, close } = await open('edition', '#/sides?topic=topic-staffing');
  const left = await page.locator('.said.management').first().boundingBox();
  const right = await page.locator('.said.labor').first().boundingBox();
  assert.ok(left.x + left.width <= right.x);
  await page.selectOption('#by-round', '2025-alliance');
  assert.match(await told(page), /^\d+ statements: /);
  await close();
});
