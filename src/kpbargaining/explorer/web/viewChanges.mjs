// @ts-check
/** What changed since the edition before, record by record; worked out by the library. */

import { takesWords, follow, oneOfThese } from './asked.mjs';
import { h } from './dom.mjs';
import { LOOKED_FOR, folded } from './finding.mjs';
import { input, paged, recordLink, select } from './parts.mjs';
import { groupedBy } from './store.mjs';
import { sourceCells, worded } from './tables.mjs';
import { wholeNote } from './viewAbout.mjs';
import { count, manyOf, oneOf, spaced } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./context.mjs').ChangeRow} ChangeRow */

/** The longest value that is told whole. */
const LONG = 240;

/** @param {any} value */
function shortened(value) {
  const text = worded(value).replaceAll('; ', ', ');
  return text.length > LONG ? `${text.slice(0, LONG)}…` : text;
}

/** That a record rests on other evidence; the CSV names the sources. @param {string[]} gone @param {string[]} come @param {string} reason */
function evidenceLine(gone, come, reason) {
  const told = `evidence: ${count(come.length, 'piece')} new, ${count(gone.length)} gone`;
  return h(
    'li',
    {},
    h('span', { class: 'change' }, 're-sourced'),
    ` ${told}`,
    reason && h('span', { class: 'note' }, ` ${reason}`),
  );
}

/** What changed in one field of a record. @param {ChangeRow} row */
function line([change, , , field, old, now, , reason]) {
  if (change === 're-sourced') return evidenceLine(old, now, reason);
  const before = shortened(old);
  const after = shortened(now);
  return h(
    'li',
    {},
    h('span', { class: `change ${change}` }, change),
    field && h('strong', {}, ` ${spaced(field)}`),
    (before || after) && ' ',
    before && h('del', {}, before),
    before && after && ' → ',
    after && h('ins', {}, after),
    reason && h('span', { class: 'note' }, ` ${reason}`),
  );
}

/** All that changed in one record. @param {Context} ctx @param {[string, ChangeRow[]]} group */
function changed(ctx, [id, rows]) {
  const kind = ctx.about.kinds.find((each) => each.plural === rows[0][1]);
  return h(
    'li',
    { class: 'entry' },
    h('div', { class: 'date' }, kind ? oneOf(kind) : ''),
    h(
      'div',
      { class: 'what' },
      recordLink(ctx, id),
      h('span', { class: 'code' }, id),
      h('ul', { class: 'lines' }, rows.map(line)),
    ),
  );
}

/** The changes of the kinds that one looks for first, first. @param {Context} ctx */
function inOrderOfInterest(ctx) {
  const names = new Map(ctx.about.kinds.map((kind) => [kind.plural, kind.name]));
  const rank = (/** @type {ChangeRow} */ row) => {
    const found = LOOKED_FOR.indexOf(names.get(row[1]) ?? '');
    return found < 0 ? LOOKED_FOR.length : found;
  };
  return [...ctx.beside.changes].sort((a, b) => rank(a) - rank(b));
}

/** What one can choose by, and its place in a change. @type {[string, string, number][]} */
const CHOICES = [
  ['change', 'How', 0],
  ['kind', 'Kind', 1],
  ['why', 'Why', 6],
];

/** @param {Context} ctx @returns {View} */
export function viewChanges(ctx) {
  const { since } = ctx.about;
  const all = inOrderOfInterest(ctx);
  const values = (/** @type {number} */ place) =>
    all.map((row) => /** @type {string} */ (row[place]));
  follow(ctx, {
    change: oneOfThese('no way in which anything changed', values(0)),
    kind: oneOfThese('no kind of which anything changed', values(1)),
    why: oneOfThese('no reason for which anything changed', values(6)),
    q: takesWords,
  });
  const chosen = (/** @type {string} */ name) => ctx.params.get(name) ?? '';
  const list = h('div', {});
  const told = h('p', { class: 'lede', id: 'told', role: 'status' });
  const left = () =>
    all.filter(
      (row) =>
        CHOICES.every(([name, , place]) => !chosen(name) || row[place] === chosen(name)) &&
        folded(row[2]).includes(folded(chosen('q'))),
    );
  const show = () => {
    const groups = [...groupedBy(left(), (row) => row[2])];
    told.textContent = since
      ? `${count(left().length, 'difference')} from edition ${since}, in ${count(groups.length, 'record')}.`
      : 'There is no edition before this one to compare with.';
    const entries = h('ol', { class: 'entries' });
    list.replaceChildren(
      paged(groups, (part) => part.map((group) => changed(ctx, group)), entries),
    );
  };
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) => {
    ctx.choose({ [name]: value });
    show();
  };
  const kinds = new Map(ctx.about.kinds.map((kind) => [kind.plural, manyOf(kind)]));
  const pick = (/** @type {[string, string, number]} */ [name, words, place]) => {
    const groups = [...groupedBy(all, (row) => /** @type {string} */ (row[place]))];
    const options = groups.map(([value, rows]) => {
      const each = `${kinds.get(value) ?? value} (${count(rows.length)})`;
      return /** @type {[string, string]} */ ([value, each]);
    });
    return select(`by-${name}`, words, [['', 'All'], ...options], chosen(name), choose(name));
  };
  show();
  return {
    title: since ? `Changes since edition ${since}` : 'Changes',
    lede: [wholeNote(ctx, 'The changes are those of'), told],
    body: [
      all.length > 0 &&
        h(
          'div',
          { class: 'filters' },
          CHOICES.map(pick),
          input('by-text', 'Id with', { type: 'text', value: chosen('q') }, choose('q')),
        ),
      list,
    ],
    rows: () => left().map((row) => changeRow(ctx, row)),
    file: 'changes',
  };
}

/** @param {Context} ctx @param {ChangeRow} row @returns {import('./tables.mjs').Row} */
function changeRow(ctx, [change, kind, record, field, old, now, why, reason]) {
  return {
    change,
    kind,
    record,
    field: field ?? '',
    old: worded(old),
    new: worded(now),
    why,
    reason,
    since: ctx.about.since,
    ...sourceCells(ctx.whole, record),
  };
}
