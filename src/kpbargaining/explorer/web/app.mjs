// @ts-check
/** The page itself: unpacks and checks the data, then shows the view that the address names. */

import { follow } from './asked.mjs';
import { Context } from './context.mjs';
import { Damaged, storeOf, unpacked } from './contents.mjs';
import { ordinalOf } from './dates.mjs';
import { byId, h, nodes } from './dom.mjs';
import { Onsets, asOf } from './knowledge.mjs';
import { resume } from './parts.mjs';
import { makeTime, showTime } from './timeControl.mjs';
import { viewAbout, viewPictures, whatItIs } from './viewAbout.mjs';
import { viewChanges } from './viewChanges.mjs';
import { viewNowhere, viewRecord } from './viewRecord.mjs';
import { viewRounds } from './viewRounds.mjs';
import { viewList, viewSearch } from './viewSearch.mjs';
import { viewSides } from './viewSides.mjs';
import { viewTimeline } from './viewTimeline.mjs';

/** @typedef {import('./context.mjs').View} View */
/** @typedef {import('./context.mjs').Beside} Beside */
/** @typedef {import('./contents.mjs').About} About */
/** @typedef {import('./store.mjs').Store} Store */

/** The views in the order of the navigation. @type {[string, string][]} */
const NAVIGATION = [
  ['', 'Rounds'],
  ['timeline', 'Timeline'],
  ['sides', 'Both sides'],
  ['pictures', 'Pictures'],
  ['changes', 'Changes'],
  ['about', 'About'],
];

/** How many letters a title has that is a sentence, and set smaller. */
const SENTENCE = 80;

/** @type {Record<string, (ctx: Context, rest: string) => View>} */
const VIEWS = {
  '': viewRounds,
  about: viewAbout,
  changes: viewChanges,
  list: viewList,
  pictures: viewPictures,
  record: viewRecord,
  round: viewRecord,
  search: viewSearch,
  sides: viewSides,
  timeline: viewTimeline,
};

/** The views that can be asked for something of their own. */
const ASKED = ['changes', 'list', 'pictures', 'search', 'sides', 'timeline'];

class App {
  /** @type {[string, Store] | undefined} the last day that was asked, and what was known */
  #past;
  #drawn = '';
  #due = 0;

  /** @param {Store} whole @param {About} about @param {Beside} beside */
  constructor(whole, about, beside) {
    this.whole = whole;
    this.about = about;
    this.beside = beside;
    this.days = new Onsets(whole, 'possibly').days;
  }

  start() {
    history.scrollRestoration = 'manual';
    byId('seal').replaceChildren(h('a', { href: '#/about' }, 'Digest verified'));
    byId('footer').replaceChildren(
      h(
        'p',
        {},
        whatItIs(this.context('')),
        ' ',
        h('span', {}, 'SHA-256 ', h('code', {}, this.about.digest)),
      ),
    );
    byId('skip').addEventListener('click', (event) => {
      event.preventDefault();
      byId('main').focus();
    });
    makeTime({ days: this.days, choose: (chosen) => this.travel(chosen) });
    addEventListener('popstate', () => this.draw(history.state?.y));
    addEventListener('scrollend', () => history.replaceState({ ...history.state, y: scrollY }, ''));
    addEventListener('beforeprint', () =>
      document.querySelectorAll('main details').forEach((each) => each.setAttribute('open', '')),
    );
    this.draw(history.state?.y, true);
  }

  /** The context of an address. @param {string} asked */
  context(asked) {
    const now = new Context(this.whole, this.whole, this.about, this.beside, asked);
    const day = ordinalOf(now.on);
    if (day === null) {
      if (now.on)
        now.refused.push(`“${now.on}” is no day such as 2023-10-04: everything known is shown.`);
      now.params.delete('on');
      return now;
    }
    const key = `${day} ${now.certainty}`;
    if (this.#past?.[0] !== key) this.#past = [key, asOf(this.whole, day, now.certainty)];
    const then = new Context(this.#past[1], this.whole, this.about, this.beside, asked);
    const sure = then.params.get('certainty') ?? '';
    if (!['', 'certainly', 'possibly'].includes(sure))
      then.refused.push(`“${sure}” is neither certainly nor possibly: certainly is meant.`);
    return then;
  }

  /** Go to another day, on the view that is shown. @param {Record<string, string>} chosen */
  travel(chosen) {
    const ctx = new Context(this.whole, this.whole, this.about, this.beside, address());
    const day = /** @type {HTMLInputElement} */ (byId('day')).value;
    ctx.choose({ on: ctx.on || day, ...chosen });
    cancelAnimationFrame(this.#due);
    this.#due = requestAnimationFrame(() => this.draw(scrollY, true));
  }

  /** Show the view that the address names. @param {number} [y] where the reader was @param {boolean} [still] whether the focus stays */
  draw(y = 0, still = false) {
    const now = address();
    const ctx = this.context(now);
    const [name, ...rest] = ctx.path.split('/');
    resume(history.state?.seen ?? 0);
    if (!ASKED.includes(name)) follow(ctx, {});
    const view = (VIEWS[name] ?? viewNowhere)(ctx, rest.join('/'));
    const long = view.title.length > SENTENCE && 'long';
    const title = h('h1', { tabindex: -1, class: long }, view.title);
    const top = h(
      'div',
      { class: 'top' },
      h('div', {}, view.above && h('p', { class: 'above' }, view.above), title, view.lede),
      ctx.tools(view),
    );
    const refused = ctx.refused.map((each) => h('p', { role: 'alert' }, each));
    byId('main').replaceChildren(top, ...refused, ...nodes(view.body));
    document.title = [view.title, this.about.title].join(' · ');
    this.navigation(ctx, name);
    showTime(ctx, this.days);
    scrollTo(0, y);
    if (!still && this.#drawn !== now) title.focus({ preventScroll: true });
    this.#drawn = now;
  }

  /** @param {Context} ctx @param {string} current */
  navigation(ctx, current) {
    const link = (/** @type {[string, string]} */ [path, words]) => {
      const here = path === current || (path === '' && current === 'round');
      return h('li', {}, h('a', { href: ctx.href(path), 'aria-current': here && 'page' }, words));
    };
    if (!document.getElementById('find')) byId('nav').replaceChildren(h('ul', {}), this.search());
    byId('nav')
      .querySelector('ul')
      ?.replaceChildren(...NAVIGATION.map(link));
    const field = /** @type {HTMLInputElement} */ (byId('find'));
    if (document.activeElement !== field)
      field.value = current === 'search' ? (ctx.params.get('q') ?? '') : '';
    const edition = this.about.edition;
    const which = edition && this.about.lineage.length ? `derived from ${edition}` : edition;
    byId('brand').textContent = [this.about.title, which].filter(Boolean).join(' · ');
  }

  /** The field for searching, on every view. */
  search() {
    const go = (/** @type {any} */ event, live = false) => {
      event.preventDefault();
      const field = /** @type {HTMLInputElement} */ (byId('find'));
      const ctx = new Context(this.whole, this.whole, this.about, this.beside, address());
      const there = ctx.path === 'search';
      if (live && !there) return;
      const to = ctx.href('search', { q: field.value });
      if (there) history.replaceState({}, '', to);
      else history.pushState({}, '', to);
      this.draw(0, there);
    };
    return h(
      'form',
      { role: 'search', submit: go },
      h('label', { for: 'find', class: 'unseen' }, 'Search words, people, organizations, ids'),
      h('input', {
        type: 'search',
        id: 'find',
        placeholder: 'words, names, dates',
        autocomplete: 'off',
        input: (event) => go(event, true),
      }),
      h('button', { type: 'submit' }, 'Search'),
    );
  }
}

/** What follows `#/` in the address of the page. */
function address() {
  return location.hash.startsWith('#/') ? location.hash.slice(2) : '';
}

/** Say why only the plain tables are shown. @param {string} reason */
function giveUp(reason) {
  document.documentElement.classList.remove('scripted');
  byId('why').textContent = reason;
}

/** @param {unknown} error */
function refuse(error) {
  if (!(error instanceof Damaged)) {
    giveUp(
      `This browser cannot run the page, so it shows the data as plain tables. What it says: ${error}`,
    );
    throw error;
  }
  byId('seal').textContent = 'Digest fails';
  byId('main').replaceChildren(
    h('h1', {}, 'This page is damaged: its digest fails'),
    h(
      'p',
      { role: 'alert', class: 'alarm' },
      `It does not hold the data that it names: ${error.message}. `,
      'Do not cite it; get the page again from where it came from.',
    ),
  );
  document.documentElement.classList.add('damaged');
}

async function main() {
  if (!('DecompressionStream' in globalThis)) {
    giveUp(
      'This browser is too old to unpack the data (it has no DecompressionStream), so it shows plain tables. They were made from the data, but their digest is not checked.',
    );
    return;
  }
  try {
    const about = JSON.parse(byId('about').textContent ?? '');
    const whole = await storeOf(byId('data').textContent ?? '', about);
    const beside = JSON.parse(
      new TextDecoder().decode(await unpacked(byId('beside').textContent ?? '')),
    );
    new App(whole, about, beside).start();
  } catch (error) {
    refuse(error);
  }
}

await main();
