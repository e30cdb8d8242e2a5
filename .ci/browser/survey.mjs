// Opens surveys in a headless Chromium and fails if anything is not as a reader needs it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { archwise, check, launch, open as openPage, problems, violations, work } from './open.mjs';

const PAGE = 100;
const MANY = 10_000;
/** In milliseconds, ten times what an idle machine takes: only what hangs is to fail. */
const OPENS = 15_000;
const ANSWERS = 4_000;

/** Writes a survey to a file, whatever its exit code says of records that cannot be read. */
function survey(name, args, input = '') {
  const path = join(work, `${name}.html`);
  const all = ['survey', ...args, '--format', 'html', '--output', path];
  try {
    execFileSync(archwise, all, { input, stdio: ['pipe', 'ignore', 'pipe'], maxBuffer: 1 << 28 });
  } catch (error) {
    if (error.status !== 1) throw error;
  }
  return pathToFileURL(path).href;
}

/** Records that differ: who leads, how firmly, what was decided, what they are called. */
function records(count) {
  const teams = [1, 4, 9, 30];
  const spread = ['single-region', 'multi-region', 'global', 'nowhere'];
  const decided = ['modular-monolith', 'hybrid', 'distributed', 'microservices'];
  const names = ['متجر الكتب', '店铺', '🛒 Shop', '<img src=x onerror="window.pwned=1">', "</script><script>window.pwned=1</script>", 'x'.repeat(200)];
  const record = (n) => JSON.stringify({
    title: n % 50 === 7 ? names[(n - 7) / 50 % names.length] : `System ${n}`,
    answers: { teams: teams[n % 4], 'geographic-spread': spread[n % 40 === 9 ? 3 : n % 3], budget: n % 2 ? 'tight' : 'ample' },
    ...(n % 5 === 0 ? { decision: { architecture: decided[n % 4] } } : {}),
  });
  return Array.from({ length: count }, (_, n) => record(n)).join('\n');
}

/** Opens a page from which links lead to other files. */
const open = (browser, name, url, options) => openPage(browser, name, url, options, (address) => address.startsWith('file:'));

/** Words that are cut, or lie outside the window. */
const misplaced = (page) => page.evaluate(() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
  for (const node of document.querySelectorAll('th, td, td > *, p, h1, h2, h3, li, summary, button, select, input')) {
    const box = node.getBoundingClientRect();
    if (!box.width || node.closest('.hidden, .skip')) continue;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside the window: ${node.textContent.slice(0, 40)}`);
    if (node.scrollWidth > node.clientWidth + 1 && node.clientWidth && getComputedStyle(node).display !== 'inline') {
      found.push(`wider than its place: ${node.textContent.slice(0, 40)}`);
    }
  }
  return found;
});

async function looks(browser, name, url, views) {
  for (const [width, colorScheme] of views) {
    const label = `${name} ${width} ${colorScheme}`;
    const page = await open(browser, label, url, { viewport: { width, height: 900 }, colorScheme });
    await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    for (const what of await misplaced(page)) problems.push(`${label}: ${what}`);
    for (const what of await violations(page)) problems.push(`${label}: axe: ${what}`);
    await page.context().close();
  }
}

const EVERY_VIEW = [1440, 768, 390, 320].flatMap((width) => ['light', 'dark'].map((scheme) => [width, scheme]));
const TWO_VIEWS = [[1440, 'light'], [390, 'dark']];

const titles = (page) => page.$$eval('#rows th > bdi, #rows th > a > bdi', (names) => names.map((name) => name.textContent));
const column = (page, index) => page.$$eval('#rows tr', (rows, index) => rows.map((row) => row.cells[index]?.firstChild?.textContent ?? ''), index);
const shown = (page) => page.locator('#shown').textContent();

async function sorts(browser, url, count) {
  const page = await open(browser, 'sort', url);
  check(await shown(page) === `1 to ${PAGE} of ${count} systems`, `sort: shows ${await shown(page)}`);
  const press = (name) => page.getByRole('columnheader', { name, exact: true }).getByRole('button').click();
  await press('Lead');
  const leads = (await column(page, 3)).map((lead) => Number(lead.replace('−', '-')));
  check(leads.length === PAGE && leads.every((lead, index) => !index || lead <= leads[index - 1]), `sort: leads come as ${leads}`);
  check(await page.locator('th[aria-sort]').count() === 1, 'sort: one column says that it is sorted');
  check(await page.locator('th[aria-sort="descending"]').textContent() === 'Lead', 'sort: the column of leads says that it descends');
  await press('Lead');
  check(await page.locator('th[aria-sort="ascending"]').count() === 1, 'sort: the second press turns the order');
  const least = Number((await column(page, 3))[0].replace('−', '-'));
  check(least < leads[0], `sort: the least lead is ${least}, the largest ${leads[0]}`);
  await press('State');
  check((await column(page, 1))[0] !== '', 'sort: states');
  await press('System');
  const names = (await titles(page)).filter((name) => name.startsWith('System'));
  check(names.indexOf('System 2') < names.indexOf('System 10') || !names.includes('System 10'), 'sort: 2 comes before 10');
  await page.getByRole('button', { name: 'Next' }).click();
  check(await shown(page) === `${PAGE + 1} to ${2 * PAGE} of ${count} systems`, `sort: the next page is ${await shown(page)}`);
  await page.getByRole('button', { name: 'Clear' }).click();
  check((await titles(page))[0] === 'System 0', 'sort: clearing gives the first order back');
  await page.context().close();
}

async function filters(browser, url, count) {
  const page = await open(browser, 'filter', url);
  const rows = () => page.locator('#rows tr').count();
  await page.getByRole('searchbox', { name: 'Search' }).fill('sYstem 12');
  check((await titles(page)).every((name) => name.includes('System 12')) && await rows() === 11, `filter: ${await rows()} rows are called System 12`);
  check(await shown(page) === `11 systems that match, of ${count}`, `filter: says ${await shown(page)}`);
  await page.getByRole('searchbox', { name: 'Search' }).fill('no such name');
  check(await rows() === 0 && await shown(page) === 'No system matches.', `filter: says ${await shown(page)} of nothing`);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'Cannot be read' });
  check(await rows() > 0 && (await column(page, 1)).every((sign) => sign.includes('!')), 'filter: what cannot be read is found');
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('combobox', { name: 'Recorded decision' }).selectOption({ label: 'No longer holds' });
  const decisions = await page.$$eval('#rows tr', (all) => all.map((row) => row.cells[6]?.textContent ?? ''));
  check(decisions.length > 0 && decisions.every((text) => text.includes('no longer holds')), 'filter: decisions that no longer hold');
  const leaders = page.getByRole('combobox', { name: 'Who comes first' });
  const leader = await leaders.locator('option').nth(1).textContent();
  await page.getByRole('button', { name: 'Clear' }).click();
  await leaders.selectOption({ label: leader });
  check((await column(page, 2)).every((name) => name === leader), `filter: ${leader} leads`);
  // From the list of decisions to a row that is neither on this page nor matches.
  const link = page.locator('.overruled a').last();
  const name = await link.textContent();
  await page.locator('details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
  await link.click();
  // The browser tells of the new address a little later.
  await page.waitForFunction(() => document.activeElement.closest('#rows th'), null, { timeout: 10_000 }).catch(() => {});
  const focused = await page.evaluate(() => document.activeElement.closest('#rows th')?.textContent ?? 'no row');
  check(focused.startsWith(name), `filter: the link to ${name} leads to ${focused}`);
  await page.context().close();
}

/** Answers to whoever sorts, searches and turns pages in a large survey. */
async function large(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const begin = Date.now();
  await page.goto(url, { waitUntil: 'load' });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  const opened = Date.now() - begin;
  check(opened < OPENS, `${MANY} rows open in ${opened} ms`);
  check(await page.locator('#rows tr').count() === PAGE, 'large: more than a page is shown');
  const timed = (act) => page.evaluate(async (act) => {
    const begin = performance.now();
    const [kind, what] = act;
    if (kind === 'sort') document.querySelectorAll('thead button')[what].click();
    if (kind === 'search') {
      const field = document.getElementById('filter-text');
      field.value = what;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return Math.round(performance.now() - begin);
  }, act);
  const times = {};
  for (const act of [['sort', 0], ['sort', 3], ['sort', 4], ['search', 'system 9'], ['search', 'system 99'], ['search', '']]) {
    times[act.join(' ')] = await timed(act);
  }
  for (const [act, time] of Object.entries(times)) check(time < ANSWERS, `large: ${act} takes ${time} ms`);
  await context.close();
  return `${MANY} rows open in ${opened} ms; ${Object.entries(times).map(([act, time]) => `${act}: ${time} ms`).join(', ')}`;
}

async function withoutScript(browser, url, count) {
  const page = await open(browser, 'without script', url, { javaScriptEnabled: false });
  check(await page.locator('#rows tr:visible').count() === count, 'without script: not all rows are there');
  check(!await page.locator('#filter').isVisible() && !await page.locator('#pages').isVisible(), 'without script: controls that do nothing');
  await page.context().close();
}

const pagesOf = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;

async function paper(browser, url, count) {
  const page = await open(browser, 'paper', url, { colorScheme: 'dark' });
  const some = pagesOf(await page.pdf({ format: 'A4', path: join(work, 'survey.pdf') }));
  check(await page.locator('#paper').isVisible(), 'paper: nothing says how to print all rows');
  await page.getByRole('button', { name: 'Show all rows' }).click();
  check(await page.locator('#rows tr').count() === count, 'paper: not all rows are shown');
  const all = pagesOf(await page.pdf({ format: 'A4' }));
  check(some > 2 && some < 16 && all > some + 5, `paper: ${some} pages, and ${all} with all rows`);
  await page.context().close();
  return `${some} pages on paper, ${all} with all rows`;
}

/** Each row leads to the page that `archwise advise` prints of its file. */
async function reports(browser) {
  const url = survey('linked', ['examples/*.yaml', '--reports', join(work, 'all reports #1')]);
  const page = await open(browser, 'reports', url);
  const links = await page.$$eval('#rows th', (heads) => heads.map((head) => [head.querySelector('a')?.href, (head.querySelector('small') ?? head).textContent]));
  check(links.length === 5, `reports: ${links.length} rows`);
  for (const [link, file] of links) {
    await page.goto(link);
    const report = execFileSync(archwise, ['advise', file, '--no-input', '--format', 'html'], { encoding: 'utf8', maxBuffer: 1 << 26 });
    check(readFileSync(new URL(link), 'utf8') === report, `reports: ${link} is not what advise prints of ${file}`);
    check(await page.locator('h1').count() === 1, `reports: ${link} does not open`);
  }
  await page.context().close();
}

/** Nothing that somebody wrote acts, and it turns no text around. */
async function hostile(browser, url) {
  const page = await open(browser, 'hostile', url);
  await page.getByRole('button', { name: 'Show all rows' }).click();
  const found = await page.evaluate(() => ({
    pwned: window.pwned,
    scripts: document.scripts.length,
    foreign: document.querySelectorAll('img, iframe, [onerror], [onload], [style]').length,
    isolated: [...document.querySelectorAll('#rows th')].every((head) => head.querySelector('bdi')),
    turned: [...document.querySelectorAll('#rows th')].filter((head) => getComputedStyle(head).direction === 'rtl').length,
    text: document.body.textContent,
  }));
  check(found.pwned === undefined && found.scripts === 1 && found.foreign === 0, `hostile: ${JSON.stringify({ ...found, text: '' })}`);
  check(found.isolated && found.turned === 0, 'hostile: a name is not isolated');
  for (const text of ['<img src=x onerror="window.pwned=1">', '</script><script>window.pwned=1</script>', '店铺', 'متجر الكتب']) {
    check(found.text.includes(text), `hostile: ${text} is not shown`);
  }
  await page.context().close();
}

/** A time line over a repository in which decisions are taken, cease to hold and become overdue. */
function timeline() {
  const folder = join(work, 'history');
  mkdirSync(folder, { recursive: true });
  const git = (day, ...args) => execFileSync('git', ['-C', folder, '-c', 'user.name=N', '-c', 'user.email=n@example.org', ...args], { env: { ...process.env, GIT_COMMITTER_DATE: `${day}T12:00:00Z` } });
  git('2024-01-01', 'init', '-q');
  const titles = ['Shop', 'متجر الكتب', '店铺 🛒', '<img src=x onerror="window.pwned=1">', 'x'.repeat(120)];
  const days = ['2024-01-01', '2024-09-12', '2025-02-03', '2025-11-30'];
  const answers = [{ teams: 4 }, { teams: 4, budget: 'tight' }, { teams: 30, 'geographic-spread': 'global' }, { teams: 30, 'fault-tolerance': 'region-loss', 'geographic-spread': 'global' }];
  days.forEach((day, at) => {
    titles.forEach((title, n) => writeFileSync(join(folder, `${n}.yaml`), JSON.stringify({
      title, answers: answers[(at + n) % 4],
      ...(at ? { decision: { architecture: 'modular-monolith', review_by: n % 2 ? '2025-06-01' : '2026-06-01' } } : {}),
    })));
    git(day, 'add', '--all');
    git(day, 'commit', '-q', '-m', at === 2 ? '<script>window.pwned=1</script>' : `Version ${at}`);
  });
  writeFileSync(join(folder, '0.yaml'), 'answers: {teams: some}\n');
  return survey('timeline', [folder, '--since', 'HEAD~3']);
}

const browser = await launch();
const COUNT = 600;
const some = survey('some', ['-'], records(COUNT));
writeFileSync(join(work, 'broken.yaml'), 'answers: {teams: some}\n');
const pages = { some, one: survey('one', ['examples/internal-tool.yaml']), broken: survey('broken', [join(work, 'broken.yaml'), 'missing.yaml']), none: survey('none', ['-']) };
pages.timeline = timeline();
for (const [name, url] of Object.entries(pages)) await looks(browser, name, url, url === some ? EVERY_VIEW : TWO_VIEWS);
await sorts(browser, some, COUNT);
await filters(browser, some, COUNT);
await withoutScript(browser, some, COUNT);
await hostile(browser, some);
await reports(browser);
console.log(await paper(browser, some, COUNT));
console.log(await large(browser, survey('many', ['-'], records(MANY))));
await browser.close();

for (const problem of [...new Set(problems)]) console.error(problem);
console.log(`${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
