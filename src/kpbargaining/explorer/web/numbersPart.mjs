// @ts-check
/** Every source's number about a record, side by side, each with its voice and its place. */

import { csvButton } from './context.mjs';
import { amountInWords } from './dateWords.mjs';
import { h, joined } from './dom.mjs';
import { nameOf } from './labels.mjs';
import { recordLink, table, whenPart } from './parts.mjs';
import { placePart, sourcePart, witnessCells } from './recordParts.mjs';
import { groupedBy } from './store.mjs';
import { amountCells, dateCells } from './tables.mjs';
import { numbers } from './voices.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./tables.mjs').Row} Row */

/** Numbers metric by metric, those that count people first; of each those of the whole, then of its parts. @param {Context} ctx @param {import('./voices.mjs').NumberRow[]} rows */
function byMetric(ctx, rows) {
  const people = (/** @type {string} */ metric) => ctx.store.get(metric)?.v.counts === 'people';
  const groups = [...groupedBy(rows, (row) => /** @type {string} */ (row.figure.v.metric))];
  const rank = (/** @type {[string, unknown[]]} */ [metric, { length }]) =>
    (people(metric) ? 1e6 : 0) + length;
  const late = (/** @type {import('./voices.mjs').NumberRow} */ { among, item, carried }) =>
    (among ? 4 : 0) + (item.weak ? 2 : 0) + (carried ? 0 : 1);
  return groups
    .sort((a, b) => rank(b) - rank(a))
    .flatMap(([, each]) => each.sort((a, b) => late(a) - late(b)));
}

/** Every source's number about a record, side by side. @param {Context} ctx @param {Rec} record @param {string} caption */
export function numbersPart(ctx, record, caption) {
  const found = byMetric(ctx, numbers(ctx.store, record.id));
  if (!found.length) return null;
  const dated = found.some((row) => row.on);
  const rows = found.map((row) => [
    h('strong', { title: row.value }, amountInWords(row.value)),
    h(
      'span',
      {},
      recordLink(ctx, row.figure.id, nameOf(ctx.store, row.figure.v.metric)),
      row.among ? `, ${row.among}` : '',
    ),
    ...(dated ? [row.on ? whenPart(row.on) : ''] : []),
    sourcePart(ctx, row.item),
    wherePart(row),
  ]);
  const save = () => found.map((row) => numberRow(ctx.store, record, row));
  const heads = ['number', 'of what', ...(dated ? ['on'] : []), 'who says so', 'where'];
  return h(
    'div',
    { class: 'numbers' },
    csvButton(ctx, `${record.id}-numbers`, save, undefined, 'Save these numbers as CSV'),
    table(caption, heads, rows),
  );
}

/** Where in its source a number stands, how sure it is, and what is told of its words. @param {import('./voices.mjs').NumberRow} row */
function wherePart(row) {
  const place = placePart(row.item) ?? h('span', { class: 'none' }, 'no place given');
  const { note } = row.item;
  return [...joined([place, ...marksOf(row)], ' '), note && h('p', { class: 'note' }, note)];
}

/** @param {import('./voices.mjs').NumberRow} row */
function marksOf({ item, carried }) {
  const marks = [item.weak && 'weak', !carried && 'another reading'].filter(Boolean);
  return marks.map((mark) => h('span', { class: 'mark' }, String(mark)));
}

/** @param {import('./store.mjs').Store} store @param {Rec} record @param {import('./voices.mjs').NumberRow} row @returns {Row} */
function numberRow(store, record, { on, value, among, carried, figure, item }) {
  return {
    about: record.id,
    figure: figure.id,
    metric: figure.v.metric,
    scope: figure.v.scope,
    ...amountCells('value', value),
    among: among ?? '',
    ...dateCells('on', on),
    carried: String(carried),
    ...witnessCells(store, item),
  };
}
