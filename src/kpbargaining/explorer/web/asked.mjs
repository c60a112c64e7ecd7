// @ts-check
/** What an address asks of a view: what can be followed is, and what cannot is said. */

import { ordinalOf } from './dates.mjs';
import { capital, manyOf } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {[string, string]} Option a value, and its words */

/** What of the address belongs to no single view. */
export const KEPT = ['on', 'certainty'];

/** Any words may be asked for. */
export const takesWords = () => '';

/** A day may be asked for. @param {string} value */
export function takesDay(value) {
  return ordinalOf(value) === null ? 'no day such as 2023-10-04' : '';
}

/** One of some values may be asked for. @param {string} what one of them is @param {string[]} values @returns {(value: string) => string} */
export function oneOfThese(what, values) {
  return (value) => (values.includes(value) ? '' : what);
}

/** Take from what was asked all that cannot be followed, and keep what to say of it. @param {Context} ctx @param {Record<string, (value: string) => string>} takes for each name, what a value wrongly is; nothing where it is right */
export function follow(ctx, takes) {
  for (const [name, value] of [...ctx.params]) {
    if (KEPT.includes(name)) continue;
    const wrong = takes[name]?.(value);
    if (wrong === '' || (takes[name] && !value)) continue;
    ctx.params.delete(name);
    ctx.refused.push(wrong ? `“${value}” is ${wrong}, and passed over.` : stray(name, takes));
  }
}

/** @param {string} name @param {object} takes */
function stray(name, takes) {
  const names = Object.keys(takes).join(', ');
  return `“${name}” is nothing that this view can be asked${names ? `; it takes ${names}` : ''}.`;
}

/** What is taken for a round: every one that the page holds, known on the chosen day or not. @param {Context} ctx */
export function takesRound(ctx) {
  return oneOfThese(
    'no round of this page',
    ctx.whole.of('rounds').map(({ id }) => id),
  );
}

/** What is taken for a kind of record. @param {Context} ctx */
export function takesKind(ctx) {
  return oneOfThese(
    'no kind of record',
    ctx.whole.kinds.map(({ plural }) => plural),
  );
}

/** The rounds to choose from, with the one that is chosen though it was not known yet. @param {Context} ctx @param {string} all what stands for no choice @returns {Option[]} */
export function roundOptions(ctx, all) {
  const chosen = ctx.params.get('round');
  const known = ctx.whole
    .of('rounds')
    .filter(({ id }) => id === chosen || ctx.store.get(id) !== undefined);
  return [['', all], ...known.map(({ id, v }) => /** @type {Option} */ ([id, v.name]))];
}

/** The kinds of records to choose from. @param {Context} ctx @param {import('./store.mjs').Kind[]} kinds @returns {Option[]} */
export function kindOptions(ctx, kinds) {
  const chosen = ctx.params.get('kind');
  const offered = ctx.store.kinds.filter((each) => kinds.includes(each) || each.plural === chosen);
  return offered.map((each) => [each.plural, capital(manyOf(each))]);
}
