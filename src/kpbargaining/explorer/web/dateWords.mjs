// @ts-check
/** Dates and amounts as people read them, no more precise than they are. */

import { when } from './dates.mjs';

/** @typedef {import('./dates.mjs').When} When */

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** @type {Record<string, string>} */
const SEASON_NAMES = { 21: 'spring', 22: 'summer', 23: 'autumn', 24: 'winter' };

/** @param {string} text a date without brackets */
function oneInWords(text) {
  const [year, month, day] = text.split('-');
  if (!month) return year;
  if (month in SEASON_NAMES) return `${SEASON_NAMES[month]} ${year}`;
  return `${day ? `${Number(day)} ` : ''}${MONTHS[Number(month) - 1]} ${year}`;
}

/** Two days with what they share told once: 4 to 7 October 2023. @param {string} first @param {string} last @param {string} joint */
function together(first, last, joint) {
  if (first === last) return oneInWords(first);
  const [a, b] = [first.split('-'), last.split('-')];
  const shared = a.length === 3 && b.length === 3 && a[0] === b[0];
  if (shared && a[1] === b[1]) return `${Number(a[2])}${joint}${oneInWords(last)}`;
  if (shared) return `${Number(a[2])} ${MONTHS[Number(a[1]) - 1]}${joint}${oneInWords(last)}`;
  return `${oneInWords(first)}${joint}${oneInWords(last)}`;
}

/** @param {When} date */
function dateInWords(date) {
  if (!date.text.startsWith('[')) return oneInWords(date.text);
  const [first, last] = date.text.slice(1, -1).split('..');
  if (!first) return `on or before ${oneInWords(last)}`;
  if (!last) return `on or after ${oneInWords(first)}`;
  return `between ${together(first, last, ' and ')}`;
}

/** @param {When} time a span */
function spanInWords(time) {
  const { start, end, ongoing } = time;
  if (start && end) {
    const vague = [start, end].some((each) => each.text.startsWith('['));
    return vague
      ? `began ${dateInWords(start)}, ended ${dateInWords(end)}`
      : together(start.text, end.text, ' to ');
  }
  if (start) return `began ${dateInWords(start)}, ${ongoing ? 'still going on' : 'end not known'}`;
  return end ? `ended ${dateInWords(end)}, start not known` : 'not known';
}

/** A date or a span in words. @param {string} text */
export function inWords(text) {
  const date = when(text);
  return text.includes('/') ? spanInWords(date) : dateInWords(date);
}

/** Whether a date is known to the day. @param {string} text */
export function isExact(text) {
  return when(text).precision === 'day';
}

/** @type {Record<string, string>} */
const MARKS = {
  '~': 'about ',
  '>': 'more than ',
  '>=': 'at least ',
  '<': 'fewer than ',
  '<=': 'at most ',
  '': '',
};

/**
 * @typedef {object} Amount
 * @property {string} mark
 * @property {string} first
 * @property {string} second empty where it is no range
 * @property {string} unit
 */

const AMOUNT = /^(~|[<>]=?)?(-?[0-9.]+?)(?:\.\.(-?[0-9.]+))?(?:(%)| ([A-Za-z]+))?$/;

/** The parts of an amount. @param {string} text @returns {Amount | null} */
export function amount(text) {
  const form = AMOUNT.exec(text);
  if (!form) return null;
  return {
    mark: form[1] ?? '',
    first: form[2],
    second: form[3] ?? '',
    unit: form[4] ? 'percent' : (form[5] ?? ''),
  };
}

/** @param {string} digits */
function grouped(digits) {
  const [whole, fraction] = digits.split('.');
  const told = whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ',');
  return fraction ? `${told}.${fraction}` : told;
}

/** An amount in words: about 61,000. @param {string} text */
export function amountInWords(text) {
  const parts = amount(text);
  if (!parts) return text;
  const { mark, first, second, unit } = parts;
  const few = unit && mark[0] === '<' && mark !== '<=' ? 'less than ' : MARKS[mark];
  const numbers = second ? `${grouped(first)} to ${grouped(second)}` : grouped(first);
  if (unit === 'percent') return `${few}${numbers}%`;
  const whole = numbers === '1' ? unit.replace(/s$/, '') : unit;
  return unit === 'USD' ? `${few}$${numbers}` : `${few}${numbers}${unit ? ` ${whole}` : ''}`;
}
