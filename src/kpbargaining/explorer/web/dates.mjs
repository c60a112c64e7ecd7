// @ts-check
/**
 * Days and periods known only as well as a source says, by the rules of the library.
 *
 * A date is its text and the numbers of its outermost days (1 is the first day of the year 1).
 */

/**
 * @typedef {[number, number, number, number]} Reach
 * The earliest and the latest first day, the earliest and the latest last day.
 */
/**
 * @typedef {object} When
 * @property {string} text
 * @property {number | null} low the first day it can touch; null where the start is open
 * @property {number | null} high the last day it can touch; null where the end is open
 * @property {Reach} reach
 * @property {string} precision
 * @property {When | null} [start] of a span
 * @property {When | null} [end] of a span
 * @property {boolean} [ongoing] of a span
 */

export const ALWAYS = 0;
const OPEN_END = 3652060;
const DAY = 86400000;
const EPOCH = 719163;
const DECEMBER = 12;
const PRECISIONS = ['day', 'month', 'season', 'year', 'range'];

/** First and last month, 14 being the February of the next year. @type {Record<string, [number, number]>} */
const SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 14] };

/** @param {number} year @param {number} month from 1, and beyond 12 into the next year @param {number} day */
function ordinal(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() / DAY + EPOCH;
}

/** The day of a number, as YYYY-MM-DD. @param {number} number */
export function isoOf(number) {
  return new Date((number - EPOCH) * DAY).toISOString().slice(0, 10);
}

/** The number of a whole day, or null for any other text. @param {string} text */
export function ordinalOf(text) {
  const form = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!form || form[1] === '0000') return null;
  const number = ordinal(Number(form[1]), Number(form[2]), Number(form[3]));
  return isoOf(number) === text ? number : null;
}

/** Earliest and latest day of a date without brackets. @param {string} text @returns {[number, number]} */
function plain(text) {
  const [year, month, day] = text.split('-');
  const y = Number(year);
  if (day) return [ordinal(y, Number(month), Number(day)), ordinal(y, Number(month), Number(day))];
  const [first, last] = SEASONS[month] ?? (month ? [Number(month), Number(month)] : [1, DECEMBER]);
  return [ordinal(y, first, 1), ordinal(y, last + 1, 0)];
}

/** @param {string} text */
function precisionOf(text) {
  if (text.startsWith('[')) return 'range';
  if (text.slice(5) in SEASONS) return 'season';
  return { 4: 'year', 7: 'month', 10: 'day' }[text.length] ?? 'range';
}

/** @param {string} text @returns {When} */
function partial(text) {
  const ends = text.startsWith('[') ? text.slice(1, -1).split('..') : [text, text];
  const low = ends[0] ? plain(ends[0])[0] : null;
  const high = ends[1] ? plain(ends[1])[1] : null;
  const reach = /** @type {Reach} */ ([
    low ?? ALWAYS,
    high ?? OPEN_END,
    low ?? ALWAYS,
    high ?? OPEN_END,
  ]);
  return { text, low, high, reach, precision: precisionOf(text) };
}

/** @param {string} text @returns {When} */
function span(text) {
  const [first, last] = text.split('/');
  const ongoing = last === '..';
  const start = first ? partial(first) : null;
  const end = last && !ongoing ? partial(last) : null;
  const [firstLow, firstHigh] = start ? start.reach : [ALWAYS, OPEN_END];
  const [lastLow, lastHigh] = end ? end.reach : [ongoing ? OPEN_END : ALWAYS, OPEN_END];
  const known = [start, ongoing ? start : end].map((each) => each?.precision ?? 'range');
  return {
    text,
    low: start?.low ?? null,
    high: end?.high ?? null,
    reach: [firstLow, Math.min(firstHigh, lastHigh), Math.max(firstLow, lastLow), lastHigh],
    precision: PRECISIONS[Math.max(...known.map((each) => PRECISIONS.indexOf(each)))],
    start,
    end,
    ongoing,
  };
}

/** @type {Map<string, When>} */
const known = new Map();

/** A date or a span, of its text. @param {string} text @returns {When} */
export function when(text) {
  let found = known.get(text);
  if (!found) known.set(text, (found = text.includes('/') ? span(text) : partial(text)));
  return found;
}

/** The first two parts of the order for display. @param {When} date @returns {[number, number]} */
export function place(date) {
  return [date.reach[0] || date.reach[1], date.reach[3]];
}

/** Order for display: the certainly earlier first, the exact before the vague. @param {When} a @param {When} b */
export function compareDates(a, b) {
  const [p, q] = [place(a), place(b)];
  return p[0] - q[0] || p[1] - q[1] || compareText(a.text, b.text);
}

/** Order of the code units, as ids and dates have only ASCII. @param {string} a @param {string} b */
export function compareText(a, b) {
  return a < b ? -1 : Number(a > b);
}

/** The time from a day to another, either of which may be open. @param {string} first @param {string} last */
export function between(first, last) {
  return when(`${first}/${last || '..'}`);
}

/** Whether something certainly lies in a span, whose unknown ends are open. @param {When} date @param {When} time */
export function liesWithin(date, time) {
  const begun = time.low === null || (date.low !== null && time.low <= date.low);
  const ended = time.high === null || (date.high !== null && date.high <= time.high);
  return begun && ended;
}

/** Whether all of it can lie inside a span. @param {When} date @param {When} time */
export function canLieWithin(date, time) {
  return time.reach[0] <= date.reach[1] && date.reach[2] <= time.reach[3];
}

/** Whether all of it lies before all of another, for sure. @param {When} a @param {When} b */
export function isBefore(a, b) {
  return a.reach[3] < b.reach[0];
}
