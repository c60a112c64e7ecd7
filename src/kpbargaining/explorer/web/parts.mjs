// @ts-check
/** The pieces that views are made of: links, dates with what is uncertain of them, voices, tables. */

import { amountInWords, inWords, isExact } from './dateWords.mjs';
import { h, joined, say } from './dom.mjs';
import { heading, nameOf } from './labels.mjs';
import { dayOf } from './store.mjs';
import { byVoice } from './voices.mjs';
import { count } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./store.mjs').Field} Field */
/** @typedef {import('./dom.mjs').Child} Child */

/** How many rows a list shows at once. */
const CHUNK = 100;

/** How many rows a reader who comes back had seen. */
let seen = 0;

/** Let lists begin with as many rows as a reader who comes back had seen. @param {number} rows */
export function resume(rows) {
  seen = rows;
}

/** A link to a record, in the words that a person calls it by. @param {Context} ctx @param {string} id @param {string} [text] */
export function recordLink(ctx, id, text) {
  const record = ctx.store.get(id);
  if (!record) return h('span', { class: 'missing' }, text ?? id);
  const view = record.kind.name === 'BargainingRound' ? 'round' : 'record';
  return h('a', { href: ctx.href(`${view}/${record.id}`) }, text ?? heading(ctx.store, record));
}

/** A link to a record with its day, which tells many of one name apart. @param {Context} ctx @param {string} id */
export function datedLink(ctx, id) {
  const record = ctx.store.get(id);
  const day = record && dayOf(record);
  return h('span', {}, recordLink(ctx, id), day && ', ', day && whenPart(day));
}

/** Links to what ids name. @param {Context} ctx @param {string[]} ids */
export function links(ctx, ids) {
  return joined(ids.map((id) => recordLink(ctx, id, nameOf(ctx.store, id))));
}

/** A date or a span in words, marked where it is not known to the day. @param {string} text */
export function whenPart(text) {
  if (isExact(text)) return h('span', { class: 'when', title: text }, inWords(text));
  return h(
    'span',
    { class: 'when vague', title: `${text}: not known to the day` },
    inWords(text),
    h('span', { class: 'unseen' }, ' (not known to the day)'),
  );
}

/** Whose voice it is. @param {string} voice */
export function voiceTag(voice) {
  return h('span', { class: `voice ${voice}` }, voice);
}

/** The voices that tell of a record, each once. @param {Context} ctx @param {string} id */
export function voicesOf(ctx, id) {
  const sources = ctx.store.tellers(id).map((name) => ctx.store.one(name, 'Source'));
  return [...new Set(sources.map((source) => source?.v.voice ?? 'unknown'))].sort(byVoice);
}

/** @param {Context} ctx @param {string} id */
export function voiceTags(ctx, id) {
  const voices = voicesOf(ctx, id);
  if (!voices.length) return null;
  return h(
    'span',
    { class: 'voices' },
    h('span', { class: 'unseen' }, 'told by '),
    voices.map(voiceTag),
  );
}

/** A link out of the page; opening it is the reader's own act. @param {string | undefined} url @param {string} text */
export function outside(url, text) {
  if (!url) return null;
  return h(
    'a',
    { href: url, rel: 'noopener noreferrer external', target: '_blank', class: 'out' },
    text,
  );
}

/** One value of a field, as people read it. @param {Context} ctx @param {Field} field @param {any} value @returns {Child} */
function one(ctx, field, value) {
  if (field.refers) {
    const name = ctx.store.get(value)?.v.name;
    return name ? recordLink(ctx, value, name) : datedLink(ctx, value);
  }
  if (field.type === 'PartialDate' || field.type === 'Span') return whenPart(value);
  if (field.type === 'Quantity') return h('span', { title: value }, amountInWords(value));
  if (field.type === 'Url') return outside(value, value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return field.type === 'Digest' ? h('code', {}, value) : String(value);
}

/** The value of a field; nothing known is said so. @param {Context} ctx @param {Field} field @param {any} value @returns {Child[]} */
export function valuePart(ctx, field, value) {
  if (value === undefined) return [h('span', { class: 'none' }, 'none')];
  if (!field.many) return [one(ctx, field, value)];
  const items = value.map((/** @type {any} */ each) => one(ctx, field, each));
  const long =
    value.length > 3 && value.some((/** @type {any} */ each) => String(each).length > 24);
  return long
    ? [
        h(
          'ul',
          { class: 'values' },
          items.map((/** @type {Child} */ item) => h('li', {}, item)),
        ),
      ]
    : joined(items);
}

/**
 * A list that shows its first rows, and more on demand.
 * @template T
 * @param {T[]} items
 * @param {(shown: T[]) => HTMLElement[]} render elements for some of the items
 * @param {HTMLElement} list where they are put
 * @param {number} [chunk]
 * @param {HTMLElement} [frame] what holds the list
 */
export function paged(items, render, list, chunk = CHUNK, frame = list) {
  let shown = 0;
  const told = h('p', { class: 'shown' });
  const more = h('button', { type: 'button', class: 'more', click: () => next(true) });
  const foot = h('div', { class: 'foot' }, told, more);
  function next(/** @type {boolean} */ asked) {
    const part = items.slice(shown, shown + chunk);
    const made = render(part);
    list.append(...made);
    shown += part.length;
    const left = items.length - shown;
    told.textContent = `${count(shown)} of ${count(items.length)} shown`;
    more.textContent = `Show ${count(Math.min(left, chunk))} more`;
    more.hidden = left <= 0;
    foot.hidden = items.length <= chunk;
    if (asked) {
      history.replaceState({ ...history.state, seen: shown }, '');
      say(told.textContent);
      made[0].tabIndex = -1;
      made[0].focus();
    }
  }
  do next(false);
  while (shown < Math.min(seen, items.length));
  return h('div', { class: 'paged' }, frame, foot);
}

/**
 * A table; where the screen is narrow its rows are laid out one cell below the other.
 * @param {string} caption
 * @param {string[]} heads
 * @param {(Child | Child[])[][]} rows
 */
export function table(caption, heads, rows) {
  const body = h('tbody', { role: 'rowgroup' });
  const head = (/** @type {string} */ name) =>
    h('th', { scope: 'col', role: 'columnheader' }, name);
  const line = (/** @type {(Child | Child[])[]} */ cells) =>
    h(
      'tr',
      { role: 'row' },
      cells.map((cell, place) => h('td', { role: 'cell', 'data-head': heads[place] }, cell)),
    );
  const all = h(
    'table',
    { class: 'rows', role: 'table' }, // the roles stay where the style lays rows out as blocks
    h('caption', { class: 'unseen' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads.map(head))),
    body,
  );
  return paged(rows, (part) => part.map(line), body, CHUNK, all);
}

/** A choice among several, with its label. @param {string} id @param {string} label @param {[string, string][]} options value and words @param {string} chosen @param {(value: string) => void} changed */
export function select(id, label, options, chosen, changed) {
  const list = options.map(([value, words]) =>
    h('option', { value, selected: value === chosen }, words),
  );
  const change = (/** @type {Event} */ event) =>
    changed(/** @type {HTMLSelectElement} */ (event.target).value);
  return h(
    'p',
    { class: 'choice' },
    h('label', { for: id }, label),
    h('select', { id, change }, list),
  );
}

/** Something to write or pick, with its label. @param {string} id @param {string} label @param {import('./dom.mjs').Attributes} attributes @param {(value: string) => void} changed @param {Child} [after] */
export function input(id, label, attributes, changed, after) {
  const read = (/** @type {Event} */ event) =>
    changed(/** @type {HTMLInputElement} */ (event.target).value);
  return h(
    'p',
    { class: 'choice' },
    h('label', { for: id }, label),
    h('input', { id, autocomplete: 'off', ...attributes, input: read }),
    after,
  );
}

/** A bar of how much each voice gives, with the numbers in words. @param {[string, number][]} voices */
export function voiceBar(voices) {
  const all = voices.reduce((sum, [, number]) => sum + number, 0);
  if (!all) return null;
  const part = (/** @type {[string, number]} */ [voice, number]) => {
    const piece = h('span', { class: `part ${voice}` });
    piece.style.flexGrow = String(number);
    return piece;
  };
  const words = voices.map(([voice, number]) => h('li', {}, voiceTag(voice), ` ${count(number)}`));
  return h(
    'div',
    { class: 'told' },
    h('div', { class: 'voicebar', 'aria-hidden': 'true' }, voices.map(part)),
    h('p', { class: 'legendhead' }, 'Evidence by voice'),
    h('ul', { class: 'legend' }, words),
  );
}
