// @ts-check
/** What is told of a record: its fields with who says so, and what refers to it. */

import { h, joined } from './dom.mjs';
import { heading } from './labels.mjs';
import {
  datedLink,
  outside,
  paged,
  recordLink,
  table,
  valuePart,
  voiceTag,
  whenPart,
} from './parts.mjs';
import { groupedBy, same } from './store.mjs';
import { sourceCells, worded } from './tables.mjs';
import { capital, count, counted, spaced } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Field} Field */
/** @typedef {import('./store.mjs').Evidence} Evidence */
/** @typedef {import('./tables.mjs').Row} Row */
/** @typedef {import('./dom.mjs').Child} Child */

/** How many pieces of evidence stand open below one field. */
const OPEN = 4;

/** Where in its source something stands: the place, and which of its words. @param {Evidence} item */
export function placePart(item) {
  const form = /^([0-9]+)\+([0-9]+):(.*)$/.exec(item.passage);
  const at = form && Number(form[1]);
  if (!item.locator && !form) return null;
  const words = form && `words ${count(Number(at) + 1)} to ${count(Number(at) + Number(form[2]))}`;
  return h(
    'span',
    { class: 'place' },
    item.locator,
    item.locator && words && ', ',
    words && h('span', { title: `fingerprint ${item.passage}` }, words),
  );
}

/** The source of a piece of evidence. @param {Context} ctx @param {Evidence} item */
export function sourcePart(ctx, item) {
  const source = ctx.store.one(item.source, 'Source');
  if (!source) return h('span', {}, item.source);
  const { voice, title, publisher, published, url } = source.v;
  return h(
    'span',
    { class: 'source' },
    voiceTag(voice),
    ' ',
    recordLink(ctx, source.id, title),
    `, ${publisher}`,
    published && ', ',
    published && whenPart(published),
    url && ' ',
    outside(url, 'original'),
  );
}

/** What is less than sure in a piece of evidence. @param {Evidence} item */
function doubts(item) {
  const marks = [
    item.basis !== 'stated' && item.basis,
    item.weak && 'weak: no question rests on it',
    item.doubt && `in doubt: ${item.doubt}`,
    item.open.length && `leaves open whether there are more (${item.open.map(spaced).join(', ')})`,
    item.attests && `so on ${item.attests}`,
  ];
  return marks.filter(Boolean).map((mark) => h('span', { class: 'mark' }, String(mark)));
}

/** One piece of evidence. @param {Context} ctx @param {Evidence} item @param {Child} [says] what it says instead */
function witness(ctx, item, says) {
  return h(
    'li',
    { class: says ? 'reading' : '' },
    says && h('p', { class: 'says' }, says),
    h('p', {}, sourcePart(ctx, item)),
    h('p', { class: 'where' }, joined([placePart(item), ...doubts(item)].filter(Boolean), ' · ')),
    item.note && h('p', { class: 'note' }, item.note),
    item.also.length > 0 &&
      h('p', { class: 'where' }, 'with ', joined(item.also.map((id) => recordLink(ctx, id)))),
  );
}

/** @param {Context} ctx @param {Evidence[]} items @param {(item: Evidence) => Child} [says] */
function witnesses(ctx, items, says = () => null) {
  const made = items.map((item) => witness(ctx, item, says(item)));
  if (made.length <= OPEN + 1) return h('ul', { class: 'evidence' }, made);
  return h(
    'div',
    {},
    h('ul', { class: 'evidence' }, made.slice(0, OPEN)),
    h(
      'details',
      {},
      h('summary', {}, `${count(made.length - OPEN)} more say so`),
      h('ul', { class: 'evidence' }, made.slice(OPEN)),
    ),
  );
}

/** @param {Context} ctx @param {Rec} record @param {Field} field @param {Evidence[]} evidence */
function fact(ctx, record, field, evidence) {
  const value = record.v[field.name];
  const agree = evidence.filter((item) => item.fields.includes(field.name));
  const differ = evidence.filter((item) => item.says[field.name] !== undefined);
  if (value === undefined && !agree.length && !differ.length) return null;
  const instead = (/** @type {Evidence} */ item) => {
    const said = item.says[field.name];
    const head = same(said, value)
      ? 'says: '
      : value === undefined
        ? 'says only here: '
        : 'says instead: ';
    return h('span', {}, head, h('strong', {}, valuePart(ctx, field, said)));
  };
  return h(
    'div',
    { class: `fact ${field.role}` },
    h('dt', {}, capital(spaced(field.name)), h('span', { class: 'meaning' }, field.meaning)),
    h(
      'dd',
      {},
      h(
        'div',
        { class: 'value' },
        value === undefined && !agree.length
          ? h('span', { class: 'none' }, 'not settled')
          : valuePart(ctx, field, value),
      ),
      agree.length > 0 && witnesses(ctx, agree),
      differ.length > 0 && witnesses(ctx, differ, instead),
    ),
  );
}

/** Every field of a record that is known, with the evidence for each, and all other evidence. @param {Context} ctx @param {Rec} record */
export function factsOf(ctx, record) {
  const evidence = ctx.store.evidenceFor(record.id);
  const fields = record.kind.fields.filter((field) => field.name !== 'id');
  const whole = evidence.filter((item) => !item.fields.length && !Object.keys(item.says).length);
  const tells = whole.length < evidence.length ? 'Who else tells of it' : 'Who tells of it';
  return h(
    'section',
    { class: 'facts' },
    h('h2', {}, 'What is known, and who says so'),
    h(
      'dl',
      {},
      fields.map((field) => fact(ctx, record, field, evidence)),
    ),
    whole.length > 0 && h('div', { class: 'fact' }, h('h3', {}, tells), witnesses(ctx, whole)),
    !evidence.length &&
      record.kind.name !== 'Term' &&
      h('p', { class: 'empty' }, 'Nothing of its own is known; others refer to it.'),
  );
}

/** @param {import('./store.mjs').Store} store @param {Evidence} item @returns {Row} */
export function witnessCells(store, item) {
  const source = store.one(item.source, 'Source');
  return {
    weak: String(item.weak),
    basis: item.basis,
    doubt: item.doubt,
    source: item.source,
    also: worded(item.also),
    voice: source?.v.voice ?? '',
    publisher: source?.v.publisher ?? '',
    title: source?.v.title ?? '',
    address: store.addressOf(item.source),
    published: source?.v.published ?? '',
    locator: item.locator,
    passage: item.passage,
    note: item.note,
  };
}

/** Who says what of a record: a row for each field, value and source. @param {Context} ctx @param {Rec} record @returns {Row[]} */
export function recordRows(ctx, record) {
  const head = { record: record.id, kind: record.kind.name, label: heading(ctx.store, record) };
  const claims = ctx.store.evidenceFor(record.id).flatMap((item) => {
    const agreed = item.fields.map((name) => ({
      field: name,
      value: worded(record.v[name]),
      carried: 'true',
    }));
    const said = Object.entries(item.says).map(([name, value]) => ({
      field: name,
      value: worded(value),
      carried: 'false',
    }));
    const pairs = [...agreed, ...said];
    const rows = pairs.length ? pairs : [{ field: '', value: '', carried: 'true' }];
    const told = witnessCells(ctx.store, item);
    return rows.map((row) => ({ ...head, ...row, ...told }));
  });
  return claims.length ? claims : [{ ...head, ...sourceCells(ctx.store, record.id) }];
}

/** What refers to a record, kind by kind. @param {Context} ctx @param {Rec} record */
export function referrersPart(ctx, record) {
  const all = ctx.store
    .referrers(record.id)
    .filter(({ kind }) => kind.name !== 'Figure' && kind.name !== 'Source');
  const byKind = [...groupedBy(all, (each) => each.kind)];
  if (!byKind.length) return null;
  const group = (/** @type {[import('./store.mjs').Kind, Rec[]]} */ [kind, records]) =>
    h(
      'details',
      { open: byKind.length < 4 && records.length < 12 },
      h('summary', {}, counted(records.length, kind)),
      paged(
        records,
        (part) => part.map((each) => h('li', {}, datedLink(ctx, each.id))),
        h('ul', { class: 'plain' }),
        40,
      ),
    );
  return h('section', {}, h('h2', {}, 'What refers to it'), byKind.map(group));
}

/** What rests on a source. @param {Context} ctx @param {Rec} source */
export function restingPart(ctx, source) {
  const items = ctx.store.evidenceOf(source.id).filter((item) => item.record !== source.id);
  if (!items.length) return null;
  const rows = items.map((item) => {
    const record = ctx.store.get(item.record);
    const says = Object.entries(item.says).map(
      ([name, value]) => `${spaced(name)} instead: ${worded(value)}`,
    );
    return [
      recordLink(ctx, item.record, record ? heading(ctx.store, record) : item.record),
      [...item.fields.map(spaced), ...says].join(', ') || 'that it is so',
      placePart(item),
    ];
  });
  return h(
    'section',
    {},
    h('h2', {}, 'What rests on it'),
    table('What rests on this source', ['record', 'what it says', 'where'], rows),
  );
}
