// @ts-check
/** The control by which one goes back to what was known on a day. */

import { isoOf, ordinalOf } from './dates.mjs';
import { inWords } from './dateWords.mjs';
import { byId, h } from './dom.mjs';
import { count } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./knowledge.mjs').Certainty} Certainty */

/**
 * @typedef {object} Time
 * @property {number[]} days the days on which something became known
 * @property {(chosen: Record<string, string>) => void} choose
 */

/** The place among the days of the last that is not after one. @param {number[]} days @param {number} day */
function placeOf(days, day) {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Makes the control, once. @param {Time} time */
export function makeTime({ days, choose }) {
  const last = days.length - 1;
  const slide = (/** @type {any} */ event) =>
    choose({ on: isoOf(days[Number(event.target.value)]) });
  const date = (/** @type {any} */ event) => {
    if (ordinalOf(event.target.value)) choose({ on: event.target.value });
  };
  const sure = (/** @type {any} */ event) => choose({ certainty: event.target.value });
  const radio = (/** @type {Certainty} */ value, /** @type {string} */ words) =>
    h(
      'label',
      { class: 'radio' },
      h('input', { type: 'radio', name: 'certainty', id: `is-${value}`, value, change: sure }),
      ` ${words}`,
    );
  const now = () => choose({ on: '', certainty: '' });
  byId('time').replaceChildren(
    h(
      'details',
      { id: 'back' },
      h('summary', {}, h('span', { id: 'as-of' })),
      h(
        'form',
        { 'aria-label': 'What was known on a day', submit: (event) => event.preventDefault() },
        h(
          'p',
          { class: 'choice slide' },
          h('label', { for: 'slider' }, 'Slide to a day on which something became known'),
          h('input', { type: 'range', id: 'slider', min: 0, max: last, value: last, input: slide }),
        ),
        h(
          'p',
          { class: 'choice' },
          h('label', { for: 'day' }, 'or any day'),
          h('input', { type: 'date', id: 'day', change: date }),
        ),
        h(
          'fieldset',
          {},
          h('legend', {}, 'Counted is what had'),
          radio('certainly', 'certainly been published'),
          radio('possibly', 'possibly been published'),
        ),
        h('button', { type: 'button', id: 'everything', click: now }, 'Show everything'),
      ),
    ),
  );
  byId('time').hidden = !days.length;
}

/** Shows in the control what is chosen. @param {Context} ctx @param {number[]} days */
export function showTime(ctx, days) {
  const chosen = ctx.on ? (ordinalOf(ctx.on) ?? 0) : (days.at(-1) ?? 0);
  const slider = /** @type {HTMLInputElement} */ (byId('slider'));
  const words = ctx.on ? inWords(ctx.on) : 'everything known';
  slider.value = String(ctx.on ? placeOf(days, chosen) : days.length - 1);
  slider.setAttribute('aria-valuetext', words);
  /** @type {HTMLInputElement} */ (byId('day')).value =
    ctx.on || (days.length ? isoOf(chosen) : '');
  /** @type {HTMLInputElement} */ (byId(`is-${ctx.certainty}`)).checked = true;
  byId('everything').hidden = !ctx.on;
  const held = `${count(ctx.store.size)} of ${count(ctx.whole.size, 'record')}`;
  byId('as-of').replaceChildren(
    ...(ctx.on
      ? [`As ${ctx.certainty} known on `, h('strong', {}, inWords(ctx.on)), `: ${held}`]
      : ['Showing everything known · ', h('span', { class: 'link' }, 'go back to a day')]),
  );
  byId('time').classList.toggle('past', Boolean(ctx.on));
}
