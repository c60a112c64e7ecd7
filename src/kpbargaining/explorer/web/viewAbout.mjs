// @ts-check
/** What the page is: which data, its digest, where it comes from; and the pictures. */

import { follow, oneOfThese } from './asked.mjs';
import { cite } from './citing.mjs';
import { inWords } from './dateWords.mjs';
import { h } from './dom.mjs';
import { recordLink, select, table } from './parts.mjs';
import { count } from './words.mjs';

/** @typedef {import('./context.mjs').Context} Context */
/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./dom.mjs').Child} Child */

/** Which data it is, in a sentence. @param {Context} ctx */
export function whatItIs({ about }) {
  if (about.lineage.length) {
    const from = about.edition ? `edition ${about.edition}` : 'a dataset of one’s own';
    return `This is no edition. It was derived from ${from}: ${about.lineage.join('; ')}.`;
  }
  if (!about.edition) return 'A dataset of one’s own: no edition stands behind it.';
  const frozen = about.frozen ? `frozen on ${inWords(about.frozen)}` : 'a draft, not frozen';
  return `Edition ${about.edition}, ${frozen}. The page is made of its very bytes.`;
}

/** @param {string} name @param {Child} value */
function pair(name, value) {
  return h('div', { class: 'fact' }, h('dt', {}, name), h('dd', {}, value));
}

/** @param {Context} ctx @returns {View} */
export function viewAbout(ctx) {
  const { about } = ctx;
  const derived = about.lineage.length > 0;
  const citation = cite(ctx.store, about, ctx.step);
  return {
    title: 'About this page',
    citation,
    lede: h('p', { class: 'lede' }, whatItIs(ctx)),
    body: [
      h(
        'p',
        {},
        'It holds everything it shows, asks no other computer for anything, and works without a network. ',
        'When it was opened it unpacked the data and worked out its digest, which is the one below.',
      ),
      h(
        'dl',
        { class: 'facts' },
        pair('Data', about.title),
        about.author && pair('By', about.author),
        about.licence && pair('Licence', about.licence),
        pair(
          'Digest of the data in this page (SHA-256), checked',
          h('code', { id: 'digest' }, about.digest),
        ),
        derived &&
          about.origin &&
          pair('Digest of what it was derived from', h('code', {}, about.origin)),
        citation && pair('How to cite it', h('p', { class: 'citation' }, citation)),
      ),
      h('h2', {}, 'How to read it'),
      h(
        'ul',
        {},
        h(
          'li',
          {},
          'A date with a dotted line is not known to the day: its source gives a month, a year, or a range.',
        ),
        h('li', {}, 'A tag names the voice in which a source is published, not whom it quotes.'),
        h(
          'li',
          {},
          '“Known on a day” keeps what sources published by that day: certainly, or possibly, since most have only a range of days for their publication.',
        ),
        h(
          'li',
          {},
          'Words of a source are named by their place and a fingerprint; the texts themselves are not in the data.',
        ),
      ),
      about.errata.length > 0 && h('h2', {}, 'Errors known in this edition'),
      about.errata.length > 0 &&
        table(
          'Errors known in this edition',
          ['record', 'field', 'error'],
          about.errata.map((each) => [recordLink(ctx, each.record), each.field, each.error]),
        ),
      h('h2', {}, 'The files in it'),
      table(
        'The files in it',
        ['file', 'bytes'],
        about.files.map(([name, size]) => [name, count(size)]),
      ),
    ],
    rows: () =>
      about.files.map(([file, size]) => ({ file, bytes: String(size), digest: about.digest })),
    file: 'about',
  };
}

/** That something is told of the whole, though a day is chosen. @param {Context} ctx @param {string} what */
export function wholeNote(ctx, what) {
  const told = `${what} all that the page holds, not only what was known on ${ctx.dayInWords}.`;
  return ctx.on && h('p', { class: 'lede' }, told);
}

/** @param {Context} ctx @returns {View} */
export function viewPictures(ctx) {
  const { pictures } = ctx.beside;
  const titles = pictures.map(([title]) => title);
  follow(ctx, { picture: oneOfThese('no picture of this page', titles) });
  const chosen = () => ctx.params.get('picture') ?? '';
  const shown = () => pictures.filter(([title]) => !chosen() || title === chosen());
  const list = h('div', {});
  const show = () => list.replaceChildren(...shown().map(figure));
  const choose = (/** @type {string} */ picture) => {
    ctx.choose({ picture });
    show();
  };
  /** @type {[string, string][]} */
  const options = titles.map((title) => [title, title]);
  const figure = (/** @type {[string, string, string]} */ [title, svg, alt]) => {
    const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`; // as an image, it can run nothing
    const frame = {
      class: 'frame',
      role: 'region',
      'aria-label': `Picture: ${title}`,
      tabindex: 0,
    };
    return h(
      'figure',
      {},
      h('figcaption', { class: 'unseen' }, h('h2', {}, title)), // the picture has it, too
      h('div', frame, h('img', { src, alt })),
      h(
        'p',
        { class: 'wider', 'aria-hidden': 'true' },
        'The picture is wider than the screen: slide it →',
      ),
      h('details', {}, h('summary', {}, 'In words'), h('p', {}, alt)),
    );
  };
  show();
  return {
    title: 'Pictures',
    body: [
      wholeNote(ctx, 'The pictures show'),
      !pictures.length &&
        h(
          'p',
          {},
          'This page carries no pictures: there is nothing to draw, or there are more than 100 rounds. The library draws any of them: ',
          h('code', {}, 'kpbargaining picture'),
          '.',
        ),
      pictures.length > 1 &&
        h(
          'div',
          { class: 'filters' },
          select('by-picture', 'Picture', [['', 'All pictures'], ...options], chosen(), choose),
        ),
      list,
    ],
    rows: () =>
      shown().map(([title, , alt]) => ({ picture: title, words: alt, source: '', address: '' })),
    file: 'pictures',
  };
}
