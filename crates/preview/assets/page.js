// @ts-check
/**
 * What the server tells, see `shown.rs`.
 * @typedef {{hash: string, label: string | null, width: number, height: number, document: number}} Page
 * @typedef {{code: string, error: boolean, message: string, help: string | null, place: string, path: string, page: number | null}} Finding
 * @typedef {{line: number, column: number, end: number, figures: string[]}} Place
 * @typedef {{line: number | null, text: string, uses: number[]}} Figure
 * @typedef {{number: number, key: string, bad: boolean}} Row
 * @typedef {{
 *   version: number, name: string, stale: boolean, documents: {label: string, files: string[]}[], pages: Page[],
 *   outline: {level: number, text: string, page: number, y: number}[], findings: Finding[],
 *   places: Record<string, Place>, figures: Record<string, Figure>, faces: string,
 *   rows: {current: number | null, rows: Row[], more: number} | null, editor: boolean, english: boolean
 * }} Shown
 * @typedef {{hash: string, sheet: HTMLElement, paper: HTMLElement, notes: HTMLElement, caption: HTMLElement}} Slot
 */

const ZH = {
  none: '没有发现问题', errors: (/** @type {number} */ n) => `${n} 处错误`, others: (/** @type {number} */ n) => `${n} 处提醒`,
  stale: '报告文件有错，下面是改错以前的页面', lost: '预览已经停止，或者连不上了', next: '下一处', fit: '合适', spread: '双页',
  contents: '目录', of: (/** @type {number} */ n) => `/ ${n} 页`, general: '不在某一页上的', empty: '还没有页面',
  defined: '定义在第', line: '行', uses: '出现在第', copied: '已复制', open: '打开', bad: '有错', more: '行没有列出',
  faces: '有的字体浏览器用不了，页面上的字形可能与 PDF 不同', print: '打印', row: '第', page: '第',
};
/** @type {typeof ZH} */
const EN = {
  none: 'nothing found', errors: n => `${n} errors`, others: n => `${n} warnings`,
  stale: 'the report file has faults; these are the pages before them', lost: 'the preview has ended or cannot be reached',
  next: 'next', fit: 'fit', spread: 'spread', contents: 'outline', of: n => `/ ${n} pages`, general: 'on no page',
  empty: 'no pages yet', defined: 'defined in line', line: '', uses: 'named in line', copied: 'copied', open: 'open',
  bad: 'faults', more: 'rows not listed', faces: 'a face cannot be used by this browser; glyphs may differ from the PDF',
  print: 'print', row: 'row', page: 'page',
};

/** @param {string} id */
const at = id => {
  const found = document.getElementById(id);
  if (!found) throw new Error(id);
  return found;
};
/**
 * @param {string} tag @param {string} [name] @param {string} [text]
 */
const make = (tag, name = '', text = '') => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
};

const main = at('pages');
/** @type {Slot[]} */
const slots = [];
/** @type {Map<string, string>} */
const cache = new Map();
/** @type {Shown | null} */
let shown = null;
let words = ZH;
let zoom = 1.2;
let fitting = true;
let latest = 0;
let finding = -1;

// Changes: the newest state wins, pages that are here already are not asked for again.

/** @param {string} hash */
async function fetchPage(hash) {
  const known = cache.get(hash);
  if (known !== undefined) return known;
  const answer = await fetch(`/page/${hash}`);
  if (!answer.ok) throw new Error(String(answer.status));
  const svg = await answer.text();
  cache.set(hash, svg);
  if (cache.size > 400) cache.delete(cache.keys().next().value ?? '');
  return svg;
}

/** @param {Shown} state */
async function apply(state) {
  const turn = ++latest;
  words = state.english ? EN : ZH;
  await faces(state.faces);
  const changed = state.pages.map((page, index) => (slots[index]?.hash === page.hash ? null : page.hash));
  /** @type {(string | null)[]} */
  let texts;
  try {
    texts = await Promise.all(changed.map(hash => (hash ? fetchPage(hash) : null)));
  } catch {
    // They are of yesterday already: another state follows.
    return;
  }
  if (turn !== latest) return;
  const anchor = hold();
  shown = state;
  while (slots.length > state.pages.length) slots.pop()?.sheet.remove();
  while (slots.length < state.pages.length) slots.push(slot(slots.length));
  texts.forEach((text, index) => {
    const place = slots[index], page = state.pages[index];
    if (text === null || !place || !page) return;
    const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    place.paper.replaceChildren(document.importNode(svg, true));
    place.hash = page.hash;
  });
  size();
  notes(state);
  heads(state);
  restore(anchor);
  document.documentElement.dataset.version = String(state.version);
}

/** @param {number} index */
function slot(index) {
  const sheet = make('section', index === 0 ? 'sheet first' : 'sheet');
  const paper = make('div', 'paper'), side = make('div', 'notes'), caption = make('div', 'caption');
  const column = make('div');
  column.append(paper, caption);
  sheet.append(column, side);
  sheet.dataset.page = String(index);
  main.append(sheet);
  return { hash: '', sheet, paper, notes: side, caption };
}

/** The faces of the pages come first: text is never shown in another. @param {string} address */
async function faces(address) {
  const id = 'faces';
  const old = document.getElementById(id);
  if (!address || old?.getAttribute('href') === address) return;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = address;
  const loaded = new Promise(done => link.addEventListener('load', done, { once: true }));
  link.addEventListener('error', () => link.dispatchEvent(new Event('load')));
  document.head.append(link);
  await loaded;
  link.id = id;
  old?.remove();
  const all = await Promise.allSettled([...document.fonts].map(face => face.load()));
  document.body.classList.toggle('odd-faces', all.some(face => face.status === 'rejected'));
}

// The block in the middle of the window stays where it is.

/** @typedef {{path: string, text: string, order: number, top: number, scroll: number} | null} Anchor */

/** @returns {Anchor} */
function hold() {
  const frame = main.getBoundingClientRect();
  const middle = frame.top + frame.height / 2;
  /** @type {Anchor} */
  let best = null;
  let far = Infinity;
  for (const { sheet, paper } of slots) {
    const box = sheet.getBoundingClientRect();
    if (box.bottom < frame.top || box.top > frame.bottom) continue;
    for (const element of paper.querySelectorAll('text[data-path]')) {
      const { top, bottom } = element.getBoundingClientRect();
      const distance = Math.abs((top + bottom) / 2 - middle);
      if (distance < far) {
        far = distance;
        best = {
          path: element.getAttribute('data-path') ?? '', text: element.textContent ?? '', order: 0, top, scroll: main.scrollTop,
        };
      }
    }
  }
  return best;
}

/** @param {Anchor} anchor */
function restore(anchor) {
  if (!anchor) return;
  /** @type {Element | null} */
  let best = null;
  let score = -Infinity;
  // Lines of the same field are few of a hundred pages. Where none says the same, the field has moved: then all are looked at.
  const own = [...main.querySelectorAll(`text[data-path="${CSS.escape(anchor.path)}"]`)];
  const stays = own.some(element => element.textContent === anchor.text);
  for (const element of stays ? own : main.querySelectorAll('text[data-path]')) {
    const samePath = element.getAttribute('data-path') === anchor.path;
    const sameText = element.textContent === anchor.text;
    if (!samePath && !sameText) continue;
    const away = Math.abs(element.getBoundingClientRect().top - anchor.top);
    const worth = (samePath ? 2e6 : 0) + (sameText ? 3e6 : 0) - Math.min(away, 1e6);
    if (worth > score) [best, score] = [element, worth];
  }
  if (best) main.scrollTop += best.getBoundingClientRect().top - anchor.top;
}

// Sizes.

function size() {
  if (!shown) return;
  const spread = main.classList.contains('spread');
  if (fitting) {
    const widest = Math.max(595, ...shown.pages.map(page => page.width));
    const beside = shown.findings.some(it => it.page !== null) && !spread ? 290 : 0;
    zoom = Math.max(0.5, Math.min(2.4, (main.clientWidth - 48 - beside) / (spread ? 2 * widest + 8 : widest)));
  }
  slots.forEach((place, index) => {
    const page = shown?.pages[index];
    if (!page) return;
    place.paper.style.width = `${page.width * zoom}px`;
    place.paper.style.height = `${page.height * zoom}px`;
  });
}

/** @param {number} factor */
function scale(factor) {
  const anchor = hold();
  fitting = factor === 0;
  zoom = Math.max(0.3, Math.min(5, zoom * (factor || 1)));
  size();
  restore(anchor);
}

// What is around the pages.

/** @param {Shown} state */
function notes(state) {
  slots.forEach((place, index) => {
    const own = state.findings.filter(it => it.page === index);
    if (own.length || !place.notes.hidden) place.notes.replaceChildren(...own.map(note));
    place.notes.hidden = own.length === 0;
    const page = state.pages[index];
    const label = page ? state.documents[page.document]?.label ?? '' : '';
    const caption = [label, `${index + 1}`, page?.label ? `— ${page.label} —` : ''].filter(Boolean).join('　');
    // What is written again, be it the same, is laid out again.
    if (place.caption.textContent !== caption) place.caption.textContent = caption;
  });
  const rest = state.findings.filter(it => it.page === null);
  const general = at('general');
  general.hidden = rest.length === 0;
  general.replaceChildren(make('div', 'caption', words.general), ...rest.map(note));
}

/** @param {Finding} it */
function note(it) {
  const made = make('button', it.error ? 'note error' : 'note');
  made.append(make('span', '', it.message));
  if (it.help) made.append(make('span', 'help', it.help));
  made.append(make('span', 'code', [it.code, it.place].filter(Boolean).join('　')));
  made.addEventListener('click', () => (it.path ? show(it.path) : it.page !== null && page(it.page)));
  return made;
}

/** @param {Shown} state */
function heads(state) {
  document.title = state.name;
  at('name').textContent = state.name;
  const errors = state.findings.filter(it => it.error).length, others = state.findings.length - errors;
  const told = at('told');
  const parts = [];
  if (state.stale) parts.push(words.stale);
  if (errors) parts.push(words.errors(errors));
  if (others) parts.push(words.others(others));
  if (document.body.classList.contains('odd-faces')) parts.push(words.faces);
  if (parts.length === 0) parts.push(state.pages.length ? words.none : words.empty);
  told.textContent = parts.join('，');
  told.className = errors || state.stale ? 'bad' : state.findings.length ? '' : 'fine';
  main.classList.toggle('stale', state.stale);
  const next = /** @type {HTMLButtonElement} */ (at('next'));
  next.hidden = state.findings.length === 0;
  next.textContent = words.next;
  at('fit').textContent = words.fit;
  at('spread').textContent = words.spread;
  at('contents').textContent = words.contents;
  at('count').textContent = words.of(state.pages.length);
  at('files').replaceChildren(...state.documents.flatMap((it, index) => [
    ...it.files.map((name, kind) => file(name, `/file/${index}/${kind ? 'pdf' : 'docx'}`, state.stale)),
    ...(index === 0 ? [file(words.print, '/file/0/print', state.stale)] : []),
  ]));
  at('outline').replaceChildren(...state.outline.map(entry => {
    const link = make('a', '', entry.text);
    link.style.paddingInlineStart = `${entry.level}em`;
    link.setAttribute('href', '#');
    link.addEventListener('click', event => {
      event.preventDefault();
      page(entry.page, entry.y);
    });
    return link;
  }));
  const rows = /** @type {HTMLSelectElement} */ (at('rows'));
  rows.hidden = !state.rows;
  if (state.rows) {
    rows.replaceChildren(...state.rows.rows.map(row => {
      const option = document.createElement('option');
      option.value = String(row.number);
      option.textContent = `${row.number}　${row.key}${row.bad ? `　${words.bad}` : ''}`;
      option.selected = row.number === state.rows?.current;
      return option;
    }));
    if (state.rows.more) rows.append(make('option', '', `${state.rows.more} ${words.more}`));
  }
}

/** @param {string} name @param {string} address @param {boolean} off */
function file(name, address, off) {
  const link = /** @type {HTMLAnchorElement} */ (make('a', off ? 'file off' : 'file', name));
  link.href = address;
  if (address.endsWith('print')) link.target = '_blank';
  return link;
}

// Places: from the text to the file and back.

/** @param {string} path The field; when no text has it, that which it is in, or what is in it. */
function elements(path) {
  let asked = path;
  for (;;) {
    const own = [...main.querySelectorAll(`[data-path="${CSS.escape(asked)}"]`)];
    if (own.length) return own;
    const inside = [...main.querySelectorAll(`[data-path^="${CSS.escape(asked)}"]`)].slice(0, 1);
    if (asked && inside.length) return inside;
    const cut = Math.max(asked.lastIndexOf('.'), asked.lastIndexOf('['));
    if (cut < 1) return [];
    asked = asked.slice(0, cut);
  }
}

/** Goes to a field and flashes it. @param {string} path */
function show(path) {
  const found = elements(path);
  found[0]?.scrollIntoView({ block: 'center' });
  for (const element of found) {
    element.classList.remove('flash');
    // The animation begins anew.
    void element.getBoundingClientRect();
    element.classList.add('flash');
  }
}

/** @param {number} index @param {number} [y] In points from the top of the paper. */
function page(index, y = 0) {
  const place = slots[Math.max(0, Math.min(slots.length - 1, index))];
  if (!place) return;
  const top = place.sheet.getBoundingClientRect().top - main.getBoundingClientRect().top;
  main.scrollTop += top + y * zoom - 24;
}

/** The page that most of the window shows. */
function current() {
  const frame = main.getBoundingClientRect();
  const middle = frame.top + frame.height / 3;
  const found = slots.findIndex(({ sheet }) => sheet.getBoundingClientRect().bottom > middle);
  return found < 0 ? slots.length - 1 : found;
}

main.addEventListener('click', async event => {
  const element = /** @type {Element} */ (event.target).closest('[data-path]');
  const chosen = getSelection()?.toString();
  if (!element || !shown || chosen) return;
  const path = element.getAttribute('data-path') ?? '';
  const place = shown.places[path];
  const text = place ? `${shown.name}:${place.line}:${place.column}` : shown.name;
  const footer = at('place');
  footer.hidden = false;
  footer.replaceChildren(make('b', 'at', text), document.createTextNode(`　${path}`));
  for (const id of place?.figures ?? []) {
    const figure = shown.figures[id];
    if (!figure) continue;
    const others = figure.uses.filter(line => line !== figure.line);
    const where = figure.line === null ? '' : `${words.defined} ${figure.line} ${words.line}，`;
    footer.append(make('div', 'figure', `${id}：${figure.text}，${where}${words.uses} ${others.join('、')} ${words.line}`));
  }
  if (shown.editor && place) fetch(`/open?path=${encodeURIComponent(path)}`, { method: 'POST' });
  try {
    await navigator.clipboard.writeText(text);
    footer.append(make('span', 'caption', `　${words.copied}`));
  } catch {
    // Not allowed to: the text can be selected.
  }
});

at('rows').addEventListener('change', event => {
  fetch(`/row?number=${/** @type {HTMLSelectElement} */ (event.target).value}`, { method: 'POST' });
});
at('smaller').addEventListener('click', () => scale(1 / 1.1));
at('larger').addEventListener('click', () => scale(1.1));
at('fit').addEventListener('click', () => scale(0));
at('contents').addEventListener('click', () => {
  at('outline').hidden = !at('outline').hidden;
  if (fitting) scale(0);
});
const spread = () => {
  const anchor = hold();
  main.classList.toggle('spread');
  size();
  restore(anchor);
};
at('spread').addEventListener('click', spread);
const next = () => {
  const all = main.parentElement?.querySelectorAll('.note') ?? [];
  finding = (finding + 1) % Math.max(1, all.length);
  all[finding]?.scrollIntoView({ block: 'center' });
  /** @type {HTMLElement | undefined} */ (all[finding])?.click();
};
at('next').addEventListener('click', next);
const go = /** @type {HTMLInputElement} */ (at('go'));
go.addEventListener('change', () => {
  const label = go.value.trim();
  const printed = shown?.pages.findIndex(it => it.label === label) ?? -1;
  const number = Number.parseInt(label, 10);
  if (printed >= 0) page(printed);
  else if (number > 0) page(number - 1);
  go.blur();
});
main.addEventListener('scroll', () => {
  if (document.activeElement !== go) go.value = String(current() + 1);
});
window.addEventListener('resize', () => fitting && scale(0));

/** @type {Record<string, () => void>} */
const keys = {
  j: () => page(current() + 1), k: () => page(current() - 1), '+': () => scale(1.1), '=': () => scale(1.1),
  '-': () => scale(1 / 1.1), 0: () => scale(0), d: spread, n: next, o: () => at('contents').click(),
  g: () => {
    go.focus();
    go.select();
  },
};
window.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 'p' && shown && !shown.stale) {
    event.preventDefault();
    window.open('/file/0/print', '_blank');
    return;
  }
  const typing = /** @type {Element} */ (event.target).matches('input, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

const events = new EventSource('/events');
events.addEventListener('state', event => void apply(JSON.parse(event.data)));
events.addEventListener('go', event => show(JSON.parse(event.data)));
events.addEventListener('error', () => {
  const told = at('told');
  told.textContent = words.lost;
  told.className = 'bad';
});
events.addEventListener('open', () => shown && heads(shown));
