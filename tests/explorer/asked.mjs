/**
 * Asks the script of a page what the library can be asked, too; the tests compare the answers.
 *
 * `node asked.mjs PAGE` reads a list of questions from standard input, and prints the answers.
 */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const WEB = '../../src/kpbargaining/explorer/web';
const { cite } = await import(`${WEB}/citing.mjs`);
const { storeOf } = await import(`${WEB}/contents.mjs`);
const { compareDates, ordinalOf, when } = await import(`${WEB}/dates.mjs`);
const { find } = await import(`${WEB}/finding.mjs`);
const { asOf, certainlyExceeds } = await import(`${WEB}/knowledge.mjs`);
const { csv, flatRow } = await import(`${WEB}/tables.mjs`);
const { entriesBetween, timeline } = await import(`${WEB}/timeline.mjs`);
const { numbers, sides } = await import(`${WEB}/voices.mjs`);

const html = readFileSync(process.argv[2], 'utf8');
const about = JSON.parse(element('about'));
const whole = await storeOf(element('data'), about);

/** The text of an element of the page, by its id. */
function element(id) {
  return new RegExp(`<script[^>]* id="${id}"[^>]*>([^<]*)</script>`).exec(html)[1];
}

/** A value with the keys of every object in order. */
function ordered(value) {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, ordered(value[key])]),
  );
}

/** A short digest of any value. */
function digest(value) {
  return createHash('sha256')
    .update(JSON.stringify(ordered(value)))
    .digest('hex')
    .slice(0, 12);
}

const ANSWERS = {
  records: (store) =>
    Object.fromEntries(
      [...store.records()].map((record) => [
        record.id,
        digest([
          record.kind.name,
          record.v,
          store.evidenceFor(record.id).map((item) => item.plain),
        ]),
      ]),
    ),
  order: (store) => [...store.records()].map((record) => record.id),
  timeline: (store, { scope, first = '', last = '', sure = 'certainly' }) =>
    entriesBetween(timeline(store, scope), first, last, sure).map((entry) => [
      entry.when,
      entry.event,
      entry.record.id,
      entry.record.kind.name,
      entry.datedBy,
      entry.field,
      entry.label,
      entry.story,
    ]),
  cite: (store, { step }) =>
    Object.fromEntries(
      [...store.records()].map((each) => [each.id, cite(store, about, step, each)]),
    ),
  whole: (store, { step }) => cite(store, about, step),
  numbers: (store) =>
    Object.fromEntries(
      [...new Set(store.of('figures').map((figure) => store.current(figure.v.about)))].map((id) => [
        id,
        numbers(store, id).map((row) => [
          row.on ?? null,
          row.value,
          row.among ?? null,
          row.carried,
          row.figure.id,
          row.source.id,
          row.item.weak,
        ]),
      ]),
    ),
  sides: (store, { topic, round }) =>
    sides(store, topic, round).map((row) => [
      row.when ?? null,
      row.side || null,
      row.statement.id,
      row.figures.map((figure) => figure.v.value),
      row.answered?.id ?? null,
      row.sources,
    ]),
  csv: (store, { plural }) => csv(store.of(plural).map(flatRow)),
  find: (store, { text }) => find(store, text).map((record) => record.id),
  exceeds: (_, { pairs }) => pairs.map(([one, other]) => certainlyExceeds(one, other)),
  ordered: (_, { texts }) => texts.toSorted((a, b) => compareDates(when(a), when(b))),
  dates: (_, { texts }) =>
    texts.map((text) => [when(text).low, when(text).high, when(text).precision]),
};

const questions = JSON.parse(readFileSync(0, 'utf8'));
const answers = questions.map(({ what, day, certainty, ...more }) => {
  const store = day ? asOf(whole, ordinalOf(day), certainty) : whole;
  return ANSWERS[what](store, more);
});
writeFileSync(1, JSON.stringify(answers));
