// The table of systems: sorts, filters and shows a hundred rows at a time. Without it all rows are there.
(() => {
  'use strict';
  const PAGE = 100;
  const STATES = ['decided', 'likely', 'close', 'open', 'none', 'error'];
  const DECISIONS = ['overruled', 'holds'];
  const root = document.documentElement;
  // Thousands of rows that nobody sees yet need no layout.
  root.classList.add('scripted');

  const start = () => {
    const part = (id) => document.getElementById(id);
    const [body, form, shown] = [part('rows'), part('filter'), part('shown')];
    if (!body) return;
    const rows = [...body.rows];
    const byId = new Map(rows.map((row) => [row.id, row]));
    const filters = ['state', 'leader', 'decision'].map((name) => [name, part('filter-' + name)]).filter(([, select]) => select);
    let [ordered, found] = [rows, rows];
    let [page, all] = [0, rows.length <= PAGE];

    // ---- what a row says, looked up once

    const once = (of) => {
      const known = new Map();
      return (row) => {
        if (!known.has(row)) known.set(row, of(row));
        return known.get(row);
      };
    };
    const text = once((row) => row.textContent.toLowerCase());
    // A row that cannot be read has one cell in place of these.
    const cell = (row, column) => (row.cells.length > 3 ? row.cells[column].textContent : '');
    const number = (row, column) => {
      const first = row.cells.length > 3 && row.cells[column].firstChild;
      return first ? Number(first.textContent.replace('−', '-')) : null;
    };
    const place = (list, word) => (list.includes(word) ? list.indexOf(word) : null);
    const keys = [
      (row) => row.cells[0].textContent,
      (row) => place(STATES, row.dataset.state),
      (row) => cell(row, 2) || null,
      (row) => number(row, 3),
      (row) => cell(row, 4) || null,
      (row) => number(row, 5),
      (row) => place(DECISIONS, row.dataset.decision),
    ].map(once);

    // ---- what is shown

    const count = (number) => number.toLocaleString('en');
    const show = () => {
      const last = Math.max(0, Math.ceil(found.length / PAGE) - 1);
      page = Math.min(page, last);
      const from = all ? 0 : page * PAGE;
      const some = all ? found : found.slice(from, from + PAGE);
      const fragment = document.createDocumentFragment();
      some.forEach((row) => fragment.append(row));
      body.replaceChildren(fragment);
      const matching = found.length < rows.length ? ` that match, of ${count(rows.length)}` : '';
      const range = some.length < found.length ? `${count(from + 1)} to ${count(from + some.length)} of ` : '';
      const noun = found.length === 1 && !matching ? 'system' : 'systems';
      shown.textContent = found.length ? `${range}${count(found.length)} ${noun}${matching}` : 'No system matches.';
      part('previous').disabled = all || page === 0;
      part('next').disabled = all || page === last;
      part('all').textContent = all ? `Show ${PAGE} at a time` : 'Show all rows';
      part('pages').hidden = rows.length <= PAGE;
      part('paper').hidden = all || found.length <= PAGE;
    };
    const filter = () => {
      const wanted = part('filter-text').value.trim().toLowerCase();
      const set = filters.map(([name, select]) => [name, select.value]).filter(([, value]) => value);
      found = ordered.filter((row) => set.every(([name, value]) => row.dataset[name] === value) && (!wanted || text(row).includes(wanted)));
      page = 0;
      show();
    };

    // ---- order

    const collator = new Intl.Collator('en', { numeric: true });
    const compare = (a, b) => (typeof a === 'number' ? a - b : collator.compare(a, b));
    const heads = [...body.parentElement.tHead.rows[0].cells];
    const sort = (column, descending) => {
      const key = keys[column];
      const [filled, blank] = [rows.filter((row) => key(row) !== null), rows.filter((row) => key(row) === null)];
      filled.sort((a, b) => (descending ? compare(key(b), key(a)) : compare(key(a), key(b))));
      // What says nothing comes last, in either direction.
      ordered = [...filled, ...blank];
      heads.forEach((head, index) => {
        if (index === column) head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
        else head.removeAttribute('aria-sort');
      });
      filter();
    };
    heads.forEach((head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = head.textContent;
      // Of numbers the largest are looked for.
      const first = head.classList.contains('number') ? 'descending' : 'ascending';
      const other = first === 'descending' ? 'ascending' : 'descending';
      button.addEventListener('click', () => {
        sort(column, (head.getAttribute('aria-sort') === first ? other : first) === 'descending');
      });
      head.replaceChildren(button);
    });

    // ---- to one row

    const go = () => {
      const row = byId.get(location.hash.slice(1));
      if (!row) return;
      if (!found.includes(row)) clear();
      page = Math.floor(found.indexOf(row) / PAGE);
      show();
      rows.forEach((other) => other.classList.toggle('sought', other === row));
      row.cells[0].tabIndex = -1;
      row.cells[0].focus({ preventScroll: true });
      row.scrollIntoView({ block: 'center' });
    };
    const clear = () => {
      part('filter-text').value = '';
      filters.forEach(([, select]) => { select.value = ''; });
      ordered = rows;
      heads.forEach((head) => head.removeAttribute('aria-sort'));
      filter();
    };
    addEventListener('hashchange', go);
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (link && link.hash === location.hash) go();
    });

    form.addEventListener('input', filter);
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('reset', (event) => {
      event.preventDefault();
      clear();
    });
    const turn = (pages) => {
      page += pages;
      show();
      part('systems').scrollIntoView();
    };
    part('previous').addEventListener('click', () => turn(-1));
    part('next').addEventListener('click', () => turn(1));
    part('all').addEventListener('click', () => {
      all = !all;
      show();
    });
    form.hidden = false;
    show();
    go();
  };

  addEventListener('DOMContentLoaded', () => {
    try {
      start();
    } finally {
      root.classList.add('ready');
    }
  });
})();
