// @ts-check
/** Search: every record whose words, names, dates or id have all the words that were asked for. */

import { MONTHS } from './dateWords.mjs';
import { isoOf, when } from './dates.mjs';
import { heading } from './labels.mjs';
import { references } from './store.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {{record: Rec, head: string, text: string}} Indexed */

/** The kinds that one looks for first. */
export const LOOKED_FOR = [
  'BargainingRound',
  'JobAction',
  'Agreement',
  'Organization',
  'Person',
  'Vote',
  'Session',
  'Proposal',
  'Outcome',
  'Event',
  'Case',
  'Program',
  'Committee',
  'Statement',
];

/** Without capitals and accents. @param {string} text */
export function folded(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A date in the words that one may type: october 2023. @param {string} text */
function datedWords(text) {
  const { low, high } = when(text);
  const days = [low, high].flatMap((day) => (day === null ? [] : [isoOf(day)]));
  return days
    .map((day) => `${day} ${MONTHS[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`)
    .join(' ');
}

/** @param {Store} store @param {Rec} record @returns {Indexed} */
function indexed(store, record) {
  const words = [record.id];
  for (const field of record.kind.fields) {
    const value = record.v[field.name];
    if (value === undefined || field.name === 'sha256') continue;
    const dated = field.type === 'PartialDate' || field.type === 'Span';
    words.push(...[value].flat().map((each) => (dated ? datedWords(each) : String(each))));
  }
  for (const [, target] of references(record)) words.push(store.get(target)?.v.name ?? '');
  const head = folded(heading(store, record));
  return { record, head, text: folded(`${head} ${record.kind.name} ${words.join(' ')}`) };
}

/** @param {Indexed} found @param {string[]} words */
function rank({ record, head }, words) {
  if (record.id === words.join(' ') || head === words.join(' ')) return 0;
  const kind = LOOKED_FOR.indexOf(record.kind.name);
  const named = words.every((word) => head.includes(word));
  return 1 + (named ? 0 : 50) + (kind < 0 ? LOOKED_FOR.length : kind);
}

/** The words of a query as records have them: 75,600 is 75600, and Oct. is oct. @param {string} query */
function wordsOf(query) {
  const plain = folded(query).replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
  return plain.split(/[.,;]*\s+|[.,;]+$/).filter(Boolean);
}

/** The records that have all the words, the likeliest first, and of these what most is told of. @param {Store} store @param {string} query @returns {Rec[]} */
export function find(store, query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  const index = store.once('search', () =>
    [...store.records()].map((each) => indexed(store, each)),
  );
  return index
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map((each, order) => ({
      each,
      order,
      rank: rank(each, words),
      told: store.evidenceFor(each.record.id).length,
    }))
    .sort((a, b) => a.rank - b.rank || b.told - a.told || a.order - b.order)
    .map(({ each }) => each.record);
}
