// @ts-check
/** Records laid flat, one value in each cell, and rows as CSV: the columns of the library. */

import { amount } from './dateWords.mjs';
import { isoOf, when } from './dates.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./store.mjs').Kind} Kind */
/** @typedef {Record<string, string>} Row cells by column; what is not there is empty */

const BETWEEN = '; ';

/** What a value unfolds to, by the ends of the names of the columns. @type {Record<string, (text: string) => string | null | undefined>} */
const DATE_COLUMNS = {
  '': (text) => text,
  _earliest: (text) => isoIf(when(text).low),
  _latest: (text) => isoIf(when(text).high),
  _precision: (text) => when(text).precision,
};
/** @type {typeof DATE_COLUMNS} */
const AMOUNT_COLUMNS = {
  '': (text) => text,
  _number: (text) => numberOf(text),
  _low: (text) => bound(text, '<'),
  _high: (text) => bound(text, '>'),
  _unit: (text) => amount(text)?.unit,
};

/** @param {number | null} day */
function isoIf(day) {
  return day === null ? null : isoOf(day);
}

/** @param {string} text */
function numberOf(text) {
  const parts = amount(text);
  return parts && !parts.second && ['', '~'].includes(parts.mark) ? parts.first : null;
}

/** @param {string} text @param {string} open the mark of what has no such bound */
function bound(text, open) {
  const parts = amount(text);
  if (!parts || parts.mark === '~' || parts.mark[0] === open) return null;
  return open === '>' ? parts.second || parts.first : parts.first;
}

/** The cells of a date, with its name before each. @param {string} name @param {string | undefined} text @returns {Row} */
export function dateCells(name, text) {
  return cells(name, text, DATE_COLUMNS);
}

/** The cells of an amount. @param {string} name @param {string | undefined} text @returns {Row} */
export function amountCells(name, text) {
  return cells(name, text, AMOUNT_COLUMNS);
}

/** @param {string} name @param {string | undefined} text @param {typeof DATE_COLUMNS} columns @returns {Row} */
function cells(name, text, columns) {
  const pairs = Object.entries(columns).map(([suffix, of]) => [
    name + suffix,
    text === undefined ? '' : (of(text) ?? ''),
  ]);
  return Object.fromEntries(pairs);
}

/** The flat row of a record. @param {Rec} record @returns {Row} */
export function flatRow({ kind, v }) {
  /** @type {Row} */
  const row = {};
  for (const field of kind.fields) {
    const value = v[field.name];
    if (field.many || field.flat.length === 1) row[field.name] = worded(value);
    else if (field.type === 'Quantity') Object.assign(row, amountCells(field.name, value));
    else Object.assign(row, dateCells(field.name, value));
  }
  return row;
}

/** A value in one cell of text. @param {any} value @returns {string} */
export function worded(value) {
  if (value === undefined || value === null) return '';
  return Array.isArray(value) ? value.map(worded).join(BETWEEN) : String(value);
}

/** The sources of a record and their addresses, as cells. @param {Store} store @param {string} id @returns {Row} */
export function sourceCells(store, id) {
  const own = store.one(id, 'Source');
  const names = own ? [own.id] : store.tellers(id);
  const addresses = names.map((name) => store.addressOf(name)).filter(Boolean);
  return { source: names.join(BETWEEN), address: addresses.join(BETWEEN) };
}

/** @param {string} text */
function quoted(text) {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV, each cell what the data says; the columns are those of all rows, in order. @param {Row[]} rows */
export function csv(rows) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => names.map((name) => quoted(row[name] ?? '')).join(','));
  return [names.map(quoted).join(','), ...lines, ''].join('\n');
}
