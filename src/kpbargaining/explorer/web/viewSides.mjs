// @ts-check
/** Both sides on a topic, side by side, in the order in which they spoke. */

import { follow, oneOfThese, roundOptions, takesRound } from './asked.mjs';
import { amountInWords } from './dateWords.mjs';
import { compareText } from './dates.mjs';
import { h, joined } from './dom.mjs';
import { named } from './labels.mjs';
import { links, paged, recordLink, select, voiceTags, whenPart } from './parts.mjs';
import { dateCells, sourceCells, worded } from './tables.mjs';
import { narrower, sides } from './voices.mjs';
import { capital, count } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./voices.mjs').SideRow} SideRow */
/** @typedef {import('./store.mjs').Rec} Rec */

/** How far up the wider terms of a topic are followed. */
const MOST_DEEP = 9;

/** Sorts before every letter, so that a topic stands before those below it. */
const BETWEEN_NAMES = '\u0001';

/** @type {Record<string, string>} */
const NAMES = { management: 'Management', labor: 'Labor', both: 'Both together', '': 'Others' };

/** The names of a term and of those above it, the widest first. @param {Context} ctx @param {Rec} term @returns {string[]} */
function path(ctx, term, left = MOST_DEEP) {
  const up = left ? ctx.store.one(term.v.parent, 'Term') : undefined;
  return [...(up ? path(ctx, up, left - 1) : []), term.v.name];
}

/** The topics on which something is said, each with how much, the wider before the narrower. @param {Context} ctx @returns {[string, string][]} */
function topics(ctx) {
  const topicsOfAll = ctx.store.of('statements').map((each) => new Set(each.v.topics ?? []));
  const terms = ctx.store.having('terms', 'kind', 'topic');
  return terms
    .map((term) => {
      const wanted = [...narrower(ctx.store, term.id)];
      return {
        term,
        names: path(ctx, term),
        number: topicsOfAll.filter((each) => wanted.some((id) => each.has(id))).length,
      };
    })
    .filter(({ term, number }) => number || term.id === ctx.params.get('topic'))
    .sort((a, b) => compareText(a.names.join(BETWEEN_NAMES), b.names.join(BETWEEN_NAMES)))
    .map(({ term, names, number }) => [
      term.id,
      `${'\u2003'.repeat(names.length - 1)}${capital(term.v.name)} (${number})`,
    ]);
}

/** @param {Context} ctx @param {SideRow} row */
function said(ctx, row) {
  const { statement, answered, figures, side } = row;
  return h(
    'article',
    { class: `said ${side || 'others'}` },
    h(
      'p',
      { class: 'by' },
      h('span', { class: 'side' }, NAMES[side]),
      ' ',
      links(ctx, statement.v.by),
      row.when && ', ',
      row.when && whenPart(row.when),
    ),
    h(
      'p',
      { class: 'claim' },
      recordLink(ctx, statement.id, statement.v.summary ?? statement.v.kind),
    ),
    figures.length > 0 &&
      h(
        'p',
        { class: 'figures' },
        joined(figures.map((each) => h('strong', {}, amountInWords(each.v.value)))),
      ),
    answered &&
      h(
        'p',
        { class: 'answers' },
        'answers ',
        h('em', {}, named(ctx.store, answered.v.by)),
        ': ',
        recordLink(ctx, answered.id, answered.v.summary ?? answered.id),
      ),
    voiceTags(ctx, statement.id),
  );
}

/** @param {SideRow[]} rows */
function summary(rows) {
  const by = (/** @type {string} */ side) => rows.filter((row) => row.side === side).length;
  const parts = Object.entries(NAMES).flatMap(([side, name]) =>
    by(side) ? `${name.toLowerCase()} ${count(by(side))}` : [],
  );
  return `${count(rows.length, 'statement')}: ${parts.join(', ') || 'none'}.`;
}

/** @param {Context} ctx @returns {View} */
export function viewSides(ctx) {
  const known = ctx.whole.having('terms', 'kind', 'topic').map(({ id }) => id);
  follow(ctx, { topic: oneOfThese('no topic of this page', known), round: takesRound(ctx) });
  const chosen = (/** @type {string} */ name) => ctx.params.get(name) ?? '';
  /** @type {SideRow[]} */
  let rows = [];
  const told = h('p', { class: 'lede', id: 'told', role: 'status' });
  const list = h('div', {});
  const show = () => {
    rows = sides(ctx.store, chosen('topic'), chosen('round'));
    told.textContent = summary(rows);
    const heads = h(
      'div',
      { class: 'sideheads', 'aria-hidden': 'true' },
      h('p', { class: 'management' }, 'Management'),
      h('p', { class: 'labor' }, 'Labor'),
    );
    const grid = h('div', { class: 'sides' });
    list.replaceChildren(
      heads,
      paged(rows, (part) => part.map((row) => said(ctx, row)), grid, 60),
    );
  };
  const choose = (/** @type {string} */ name) => (/** @type {string} */ value) => {
    ctx.choose({ [name]: value });
    show();
  };
  show();
  return {
    title: 'Both sides',
    body: [
      h(
        'div',
        { class: 'filters' },
        select(
          'by-topic',
          'Topic',
          [['', 'All topics'], ...topics(ctx)],
          chosen('topic'),
          choose('topic'),
        ),
        select(
          'by-round',
          'Round',
          roundOptions(ctx, 'All rounds'),
          chosen('round'),
          choose('round'),
        ),
      ),
      told,
      list,
    ],
    rows: () => rows.map((row) => sideRow(ctx, row)),
    file: 'sides',
  };
}

/** @param {Context} ctx @param {SideRow} row @returns {import('./tables.mjs').Row} */
function sideRow(ctx, { when, side, statement, figures, answered }) {
  return {
    ...dateCells('when', when),
    side,
    by: worded(statement.v.by),
    kind: statement.v.kind,
    claim: statement.v.summary ?? '',
    numbers: worded(figures.map((each) => each.v.value)),
    about: statement.v.about ?? '',
    answers: statement.v.answers ?? '',
    answered: answered?.v.summary ?? '',
    answered_by: worded(answered?.v.by),
    statement: statement.id,
    ...sourceCells(ctx.store, statement.id),
  };
}
