// @ts-check
/** The order of ids, in which their numbers count as numbers; that of the library. */

import { compareText } from './dates.mjs';

/** How many digits a number may have and be exact. */
const EXACT = 15;

/** @param {string} text @returns {(string | number | bigint)[]} */
function parts(text) {
  const number = (/** @type {string} */ digits) =>
    digits.length > EXACT ? BigInt(digits) : Number(digits);
  return text.split(/([0-9]+)/).map((part, place) => (place % 2 ? number(part) : part));
}

const ZERO = 48;
const isDigit = (/** @type {number} */ code) => code >= ZERO && code < ZERO + 10;

/** Where two texts begin to differ, or where the number begins in which they do. @param {string} a @param {string} b */
function difference(a, b) {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  while (at > 0 && isDigit(a.charCodeAt(at - 1))) at--;
  return at;
}

/** The number at a place of a text: -1 where there is none, NaN where it is too long to be exact. @param {string} text @param {number} start */
function numberAt(text, start) {
  let [at, number] = [start, 0];
  while (isDigit(text.charCodeAt(at))) number = 10 * number + text.charCodeAt(at++) - ZERO;
  if (at === start) return -1;
  return at - start > EXACT ? NaN : number;
}

/** Puts `ta-2` before `ta-10`. @param {string} a @param {string} b */
export function natural(a, b) {
  const at = difference(a, b);
  const [one, other] = [numberAt(a, at), numberAt(b, at)]; // most ids differ in one number
  if (one >= 0 && other >= 0 && one !== other) return one - other;
  const [p, q] = [parts(a.slice(at)), parts(b.slice(at))];
  for (let i = 0; i < p.length && i < q.length; i++) {
    if (p[i] < q[i]) return -1;
    if (p[i] > q[i]) return 1;
  }
  return p.length - q.length || compareText(a, b);
}
