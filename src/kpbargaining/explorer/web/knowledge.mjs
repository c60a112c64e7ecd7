// @ts-check
/**
 * What was known on a day: `Dataset.as_of` of the library, rule by rule.
 *
 * From which day on each piece of evidence counts is worked out once; a day then costs little.
 */

import { ALWAYS, compareText, place, when } from './dates.mjs';
import { amount } from './dateWords.mjs';
import { Store, groupedBy, references, same } from './store.mjs';

/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Evidence} Evidence */
/** @typedef {'certainly' | 'possibly'} Certainty */
/** @typedef {[number, Evidence][]} Dated */
/** @typedef {[[number, number], string]} Publication */
/**
 * @typedef {object} Row a record and from when what is said of it counts
 * @property {Rec} record
 * @property {Dated} evidence
 * @property {number} first the day from which on something counts
 * @property {number} last the day from which on everything counts
 * @property {Rec} whole the record as it is from then on
 * @property {string[]} needs what it then refers to as its key or fact
 * @property {string[]} links what it links to
 */

export const NEVER = 10_000_000;

/** Counts of a vote of which the first cannot be more than the second. */
const PARTS_OF_WHOLES = [
  ['yes', 'cast'],
  ['no', 'cast'],
  ['yes', 'eligible'],
  ['no', 'eligible'],
  ['cast', 'eligible'],
];

/** From when each source counts by its own date. @param {Store} store @param {Certainty} certainty */
function ownDays(store, certainty) {
  /** @type {Map<string, number>} */
  const days = new Map();
  for (const { id, v } of store.of('sources')) {
    const date = v.published === undefined ? null : when(v.published);
    if (certainty === 'certainly') days.set(id, date?.high ?? NEVER);
    else days.set(id, date ? (date.low ?? ALWAYS) : NEVER);
  }
  return days;
}

/** From when each source counts, given that what dates it has to count too. @param {Store} store @param {Map<string, number>} own */
function datedDays(store, own) {
  /** @type {Map<string, string[][]>} */
  const dating = new Map();
  for (const name of own.keys()) {
    const items = store.evidenceFor(name).filter((item) => item.fields.includes('published'));
    dating.set(
      name,
      items.map((item) => item.sources),
    );
  }
  let days = new Map([...own].map(([name, day]) => [name, dating.get(name)?.length ? day : NEVER]));
  for (;;) {
    const before = days;
    const onset = (/** @type {string[]} */ names) =>
      Math.max(...names.map((each) => before.get(each) ?? NEVER));
    const later = new Map(
      [...days].map(([name, day]) => [
        name,
        Math.max(day, Math.min(NEVER, ...(dating.get(name) ?? []).map(onset))),
      ]),
    );
    if ([...later].every(([name, day]) => before.get(name) === day)) return later;
    days = later;
  }
}

/** What puts sources in the order of their publication. @param {Store} store */
function publications(store) {
  /** @type {Map<string, Publication>} */
  const found = new Map();
  for (const { id, v } of store.of('sources')) {
    found.set(id, [v.published === undefined ? [0, 0] : place(when(v.published)), id]);
  }
  return found;
}

/** @param {Publication} a @param {Publication} b */
function comparePublications(a, b) {
  return a[0][0] - b[0][0] || a[0][1] - b[0][1] || compareText(a[1], b[1]);
}

/** Whole millionths. @param {string} digits */
function millionths(digits) {
  const [whole, fraction = ''] = digits.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}

/** Whether an amount is more than another for sure. @param {string} one @param {string} other */
export function certainlyExceeds(one, other) {
  const [a, b] = [amount(one), amount(other)];
  if (!a || !b || a.unit !== b.unit || a.mark === '~' || b.mark === '~') return false;
  if (b.mark[0] === '>' || a.mark[0] === '<') return false;
  const [high, low] = [millionths(b.second || b.first), millionths(a.first)];
  const closed = b.mark !== '<' && a.mark !== '>';
  return !(low < high || (closed && low === high));
}

/** Whether a record could not be with these values. @param {Rec} record */
function isImpossible({ kind, v }) {
  if (kind.name !== 'Vote') return false;
  return PARTS_OF_WHOLES.some(
    ([less, more]) => v[less] && v[more] && certainlyExceeds(v[less], v[more]),
  );
}

/** The record itself where nothing changes, otherwise a changed copy. @param {Rec} record @param {Map<string, any>} changes */
function evolved(record, changes) {
  const real = [...changes].filter(([name, value]) => !same(record.v[name], value));
  if (!real.length) return record;
  const v = { ...record.v };
  for (const [name, value] of real) {
    if (value === undefined) delete v[name];
    else v[name] = value;
  }
  return { ...record, v };
}

/** @param {string} name @param {Evidence[]} evidence @param {Map<string, Publication>} latest */
function latestReading(name, evidence, latest) {
  let value;
  /** @type {Publication | undefined} */
  let best;
  for (const item of evidence) {
    if (item.weak || item.says[name] === undefined) continue;
    const last = item.sources
      .map((source) => /** @type {Publication} */ (latest.get(source)))
      .reduce((a, b) => (comparePublications(a, b) < 0 ? b : a));
    if (best && comparePublications(last, best) < 0) continue; // of two equal ones the later stands
    [best, value] = [last, item.says[name]];
  }
  return value;
}

/** The record with only those values that the evidence supports. @param {Rec} record @param {Evidence[]} evidence @param {Map<string, Publication>} latest */
function reduced(record, evidence, latest) {
  const agreed = new Set(evidence.flatMap((item) => item.fields));
  /** @type {Map<string, any>} */
  const changes = new Map();
  for (const field of record.kind.fields) {
    if (field.role === 'fact' && !agreed.has(field.name)) {
      changes.set(field.name, latestReading(field.name, evidence, latest));
    }
  }
  if (record.kind.name === 'Source' && changes.has('published'))
    changes.set('published', undefined);
  const found = evolved(record, changes);
  if (!isImpossible(found)) return found;
  for (const name of changes.keys()) changes.set(name, undefined); // they cannot stand side by side
  return evolved(record, changes);
}

/** What a record refers to as its key or fact, and what readings of it refer to. @param {Rec} record @param {Evidence[]} evidence */
function needed(record, evidence) {
  const said = evidence.flatMap((item) => references(record, item.says));
  return [...references(record), ...said].flatMap(([f, target]) =>
    f.role === 'ours' ? [] : target,
  );
}

/** From which day on each piece of evidence and each record of a store counts. */
export class Onsets {
  /** @type {Row[] | undefined} */
  #rows;

  /** @param {Store} store @param {Certainty} certainty */
  constructor(store, certainty) {
    this.store = store;
    this.latest = publications(store);
    const days = datedDays(store, ownDays(store, certainty));
    /** @type {Dated} */
    this.evidence = store.evidence.map((item) => [
      Math.max(...item.sources.map((name) => days.get(name) ?? NEVER)),
      item,
    ]);
  }

  /** Every record, worked out when a day is first asked for: the days alone need none. */
  get rows() {
    if (this.#rows) return this.#rows;
    const dated = this.evidence.filter(([day]) => day < NEVER);
    const beside = groupedBy(dated, ([, item]) => item.record);
    const row = (/** @type {Rec} */ record) => this.#row(record, beside.get(record.id) ?? []);
    this.#rows = [...this.store.records()].map(row);
    return this.#rows;
  }

  /** The days on which something becomes known, in order. */
  get days() {
    const days = this.evidence.map(([day]) => day).filter((day) => day > ALWAYS && day < NEVER);
    return [...new Set(days)].sort((a, b) => a - b);
  }

  /** @param {Rec} record @param {Dated} evidence @returns {Row} */
  #row(record, evidence) {
    const items = evidence.map(([, item]) => item);
    const days = evidence.map(([day]) => day);
    const whole = reduced(record, items, this.latest);
    const known = record.kind.name === 'Term'; // the vocabulary is there before any source
    const nothing = known ? ALWAYS : NEVER;
    return {
      record,
      evidence,
      first: known ? ALWAYS : days.length ? Math.min(...days) : NEVER,
      last: days.length ? Math.max(...days) : nothing,
      whole,
      needs: needed(whole, items),
      links: references(whole).flatMap(([field, target]) => (field.role === 'ours' ? target : [])),
    };
  }

  /** The dataset of what counts by the end of a day. @param {number} day */
  until(day) {
    /** @type {Map<string, Rec>} */
    const left = new Map();
    /** @type {Set<string>} */
    const waiting = new Set();
    for (const row of this.rows) {
      if (row.last <= day) row.needs.forEach((name) => waiting.add(name));
      if (row.first > day) continue;
      const items = row.evidence.flatMap(([since, item]) => (since <= day ? item : []));
      const found = row.last <= day ? row.whole : reduced(row.record, items, this.latest);
      left.set(row.record.id, found);
      if (row.last > day) needed(found, items).forEach((name) => waiting.add(name));
    }
    this.#keepParents(left, waiting);
    const evidence = this.evidence.flatMap(([since, item]) => (since <= day ? item : []));
    return new Store(this.store.kinds, this.#withoutDanglingLinks(left), evidence);
  }

  /** Add what the records left refer to, without any facts of its own. @param {Map<string, Rec>} left @param {Set<string>} waiting */
  #keepParents(left, waiting) {
    const missing = (/** @type {Iterable<string>} */ names) =>
      [...new Set(names)]
        .flatMap((name) => this.store.get(name)?.id ?? [])
        .filter((name) => !left.has(name));
    for (let names = missing(waiting); names.length;) {
      /** @type {string[]} */
      const more = [];
      for (const name of names) {
        const parent = /** @type {Rec} */ (this.store.get(name));
        const facts = parent.kind.fields.filter((field) => field.role === 'fact');
        const bare = evolved(parent, new Map(facts.map((field) => [field.name, undefined])));
        left.set(name, bare);
        more.push(...needed(bare, []));
      }
      names = missing(more);
    }
  }

  /** @param {Map<string, Rec>} left */
  #withoutDanglingLinks(left) {
    const former = [...left.values()].flatMap((record) => record.v.formerly ?? []);
    const known = new Set([...left.keys(), ...former]);
    return [...left.values()].map((record) => {
      const dangling = references(record).filter(
        ([f, target]) => f.role === 'ours' && !known.has(target),
      );
      const changes = dangling.map(([field]) => {
        const value = record.v[field.name];
        const kept = field.many ? value.filter((/** @type {string} */ id) => known.has(id)) : [];
        return /** @type {[string, any]} */ ([field.name, kept.length ? kept : undefined]);
      });
      return evolved(record, new Map(changes));
    });
  }
}

/** The dataset as it was known at the end of a day. @param {Store} store @param {number} day @param {Certainty} certainty */
export function asOf(store, day, certainty) {
  return store.once(`onsets, ${certainty}`, () => new Onsets(store, certainty)).until(day);
}
