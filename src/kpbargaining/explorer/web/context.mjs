// @ts-check
/** What a view is given: the data as known on the chosen day, where it is asked, how to lead on. */

import { KEPT } from './asked.mjs';
import { inWords } from './dateWords.mjs';
import { csv } from './tables.mjs';
import { copy, download, h, say } from './dom.mjs';

/** @typedef {import('./store.mjs').Store} Store */
/** @typedef {import('./store.mjs').Rec} Rec */
/** @typedef {import('./contents.mjs').About} About */
/** @typedef {import('./knowledge.mjs').Certainty} Certainty */
/** @typedef {import('./tables.mjs').Row} Row */
/** @typedef {[string, string, string, string | null, any, any, string, string]} ChangeRow */
/** @typedef {{changes: ChangeRow[], pictures: [string, string, string][]}} Beside */
/**
 * @typedef {object} View
 * @property {string} title
 * @property {import('./dom.mjs').Child[]} body
 * @property {() => Row[]} rows what its CSV has
 * @property {string} file how the name of its CSV ends
 * @property {string} [above] what stands above the title
 * @property {import('./dom.mjs').Child | import('./dom.mjs').Child[]} [lede] what stands below it, before anything to press
 * @property {string} [citation]
 */

export class Context {
  /**
   * @param {Store} store as known on the chosen day
   * @param {Store} whole
   * @param {About} about
   * @param {Beside} beside
   * @param {string} address what follows `#/`
   */
  constructor(store, whole, about, beside, address) {
    const [path, query = ''] = address.split('?');
    this.store = store;
    this.whole = whole;
    this.about = about;
    this.beside = beside;
    this.path = path;
    this.params = new URLSearchParams(query);
    /** What to say of what the address asks and cannot be followed. @type {string[]} */
    this.refused = [];
  }

  /** The chosen day; empty where everything is shown. */
  get on() {
    return this.params.get('on') ?? '';
  }

  /** @returns {Certainty} */
  get certainty() {
    return this.params.get('certainty') === 'possibly' ? 'possibly' : 'certainly';
  }

  /** How the data shown was derived from that of the page, in the words of the library. */
  get step() {
    return this.on ? `as of ${this.on}, ${this.certainty}` : '';
  }

  /** Which data it is, for each row of a CSV. */
  get edition() {
    return [this.about.edition || 'no edition', ...this.about.lineage, this.step]
      .filter(Boolean)
      .join(', ');
  }

  /** The chosen day in words; empty where everything is shown. */
  get dayInWords() {
    return this.on ? inWords(this.on) : '';
  }

  /** The address of a view, on the same day. @param {string} path @param {Record<string, string>} [more] */
  href(path, more = {}) {
    const query = new URLSearchParams(more);
    for (const name of KEPT) {
      const value = this.params.get(name);
      if (value && !query.has(name)) query.set(name, value);
    }
    return `#/${path}${query.size ? `?${query}` : ''}`;
  }

  /** Note in the address what was chosen, without a step in the history. @param {Record<string, string>} chosen */
  choose(chosen) {
    for (const [name, value] of Object.entries(chosen)) {
      if (value) this.params.set(name, value);
      else this.params.delete(name);
    }
    const query = this.params.size ? `?${this.params}` : '';
    history.replaceState({}, '', `#/${this.path}${query}`);
  }

  /** The buttons that every view has. @param {View} view */
  tools(view) {
    return h(
      'div',
      { class: 'tools' },
      view.citation &&
        h(
          'button',
          {
            id: 'copy-citation',
            type: 'button',
            click: () => copy(view.citation ?? '', 'Citation'),
          },
          'Copy citation',
        ),
      h(
        'button',
        { id: 'copy-link', type: 'button', click: () => copy(location.href, 'Link') },
        'Copy link',
      ),
      csvButton(this, view.file, view.rows, 'csv'),
    );
  }
}

/** A button that hands rows over as CSV. @param {Context} ctx @param {string} file @param {() => Row[]} rows @param {string} [id] @param {string} [words] */
export function csvButton(ctx, file, rows, id, words = 'Save CSV') {
  const save = () => {
    const told = rows().map((row) => ({ ...row, edition: ctx.edition }));
    const name = [ctx.about.name, ctx.about.edition, file].filter(Boolean).join('-');
    download(`${name.replaceAll('/', '-')}.csv`, csv(told));
    say(`CSV saved, ${told.length} rows`);
  };
  return h('button', { id, type: 'button', click: save }, words);
}
