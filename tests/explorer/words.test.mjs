/** What the script of the page says of dates and amounts, and how it writes and digests. */

import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';

const WEB = '../../src/kpbargaining/explorer/web';
const { amountInWords, inWords, isExact } = await import(`${WEB}/dateWords.mjs`);
const { digestOf, sha256 } = await import(`${WEB}/digest.mjs`);
const { natural } = await import(`${WEB}/natural.mjs`);
const { csv } = await import(`${WEB}/tables.mjs`);
const { capital, count, oneOf } = await import(`${WEB}/words.mjs`);

test('a date is told in words, and no more precisely than it is known', () => {
  const words = {
    2023: '2023',
    '2023-10': 'October 2023',
    '2023-10-04': '4 October 2023',
    '1997-21': 'spring 1997',
    '[2025-08-23..2025-09-09]': 'between 23 August and 9 September 2025',
    '[2025-08-23..2025-08-29]': 'between 23 and 29 August 2025',
    '[2024-12-23..2025-01-02]': 'between 23 December 2024 and 2 January 2025',
    '[..2018-12-31]': 'on or before 31 December 2018',
    '[1997-06..]': 'on or after June 1997',
    '2023-10-04/2023-10-07': '4 to 7 October 2023',
    '2023-10-04/2023-10-04': '4 October 2023',
    '2023-09-30/2023-10-02': '30 September to 2 October 2023',
    '1980/1980': '1980',
    '2018-03/2018-05': 'March 2018 to May 2018',
    '2018/..': 'began 2018, still going on',
    '2018-03-01/': 'began 1 March 2018, end not known',
    '/2018-03-01': 'ended 1 March 2018, start not known',
    '[2023-07-23..2023-07-27]/2023-07-31': 'began between 23 and 27 July 2023, ended 31 July 2023',
  };
  for (const [text, told] of Object.entries(words)) assert.equal(told, inWords(text));
});

test('what is known to the day is told apart from what is not', () => {
  for (const text of ['2023-10-04', '2023-10-04/2023-10-07']) assert.ok(isExact(text), text);
  for (const text of ['2023-10', '2023-10-04/', '[2023-10-04..2023-10-05]', '2023-10-04/2023-10']) {
    assert.ok(!isExact(text), text);
  }
});

test('an amount is told in words, with the bound that it has', () => {
  const words = {
    10: '10',
    '~61000': 'about 61,000',
    '>75000': 'more than 75,000',
    '>=210000': 'at least 210,000',
    '<5': 'fewer than 5',
    '<5%': 'less than 5%',
    '<=7': 'at most 7',
    '2..4': '2 to 4',
    1234567.25: '1,234,567.25',
    '98.5%': '98.5%',
    '-2 points': '-2 points',
    '1 days': '1 day',
    '~1200 USD': 'about $1,200',
    'no amount': 'no amount',
  };
  for (const [text, told] of Object.entries(words)) assert.equal(told, amountInWords(text));
});

test('a cell of CSV is what the data says, quoted where it must be', () => {
  const rows = [
    { a: 'plain', b: '=1+1' },
    { a: 'with, "quotes"', c: 'two\nlines' },
  ];
  assert.equal('a,b,c\nplain,=1+1,\n"with, ""quotes""",,"two\nlines"\n', csv(rows));
  assert.equal('\n', csv([]));
});

test('a digest is that of everybody else, at every length', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 10_001]) {
    const bytes = randomBytes(length);
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256(bytes), `${length}`);
  }
});

test('the digest of files is the same with and without that of the browser', async () => {
  const files = new Map(['b', 'a'].map((name) => [name, new TextEncoder().encode(name)]));
  const quick = await digestOf(files);
  Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined, configurable: true });
  assert.equal(quick, await digestOf(files));
  delete globalThis.crypto.subtle;
  const line = (name) => `${createHash('sha256').update(name).digest('hex')}  ${name}\n`;
  assert.equal(
    quick,
    createHash('sha256')
      .update(`${line('a')}${line('b')}`)
      .digest('hex'),
  );
});

test('the numbers in ids are put in order as numbers', () => {
  const long = '9'.repeat(16);
  const sorted = [
    '',
    '2',
    '10',
    'a',
    'a0',
    'a00',
    'a1',
    'a1-x',
    'a1b',
    'a2',
    'a10',
    `a${long}8`,
    `a${long}9`,
    'a-1',
    'ab',
    'ab2/c9',
    'ab2/c10',
    'ab10/c1',
  ];
  const ordered = [...sorted].reverse().sort(natural);
  assert.deepEqual(sorted, ordered);
  for (const one of sorted) assert.equal(0, natural(one, one));
});

test('numbers of things are told in one word or the other', () => {
  assert.equal('1 record', count(1, 'record'));
  assert.equal('2,933 records', count(2933, 'record'));
  assert.equal('raise', oneOf({ name: 'WageStep' }));
  assert.equal('partnership', oneOf({ name: 'Partnership' }));
  assert.equal('Strikes', capital('strikes'));
});
