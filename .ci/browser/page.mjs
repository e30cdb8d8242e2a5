// Opens reports in a headless Chromium and fails if anything is not as a reader needs it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { looks, misplaced } from './looks.mjs';
import { advise, check, compare, group, launch, open, openAll, problems, violations, work, write } from './open.mjs';
import { systems } from './parts.mjs';
import { randomRulebook } from './rulebooks.mjs';
import { addressAndKeyboard, clicks, everySingleChange, manyChanges } from './what-if.mjs';

/** Writes an answers file with so many parts in a chain, with names that are hard to set. */
function manyParts(count) {
  const names = ['Checkout', 'カート管理', 'نظام الدفع', 'Search 🔎', 'A part whose name goes on for quite a while', 'Ledger'];
  const ids = Array.from({ length: count }, (_, at) => `part-${at}`);
  const parts = Object.fromEntries(ids.map((id, at) => [id, {
    title: `${names[at % names.length]} ${at}`,
    answers: at % 3 ? { teams: 'one', 'geographic-spread': 'single-region' } : { 'fault-tolerance': 'region-loss' },
    with: at ? [ids[at - 1]] : [],
  }]));
  const path = join(work, `${count}-parts.yaml`);
  writeFileSync(path, JSON.stringify({ archwise: 1, title: '设计 🚀 كتلوج', answers: { 'geographic-spread': 'global', teams: 24 }, parts }));
  return path;
}

const hostileRules = ['--rules', 'tests/data/html/hostile-rules.yaml'];
const few = ['--geographic-spread', 'single-region', '--teams', '3', '--budget', 'tight'];
const REPORTS = {
  ...systems(work),
  streaming: ['examples/streaming-platform.yaml'],
  finance: ['examples/global-finance.yaml'],
  storage: ['examples/cloud-storage.yaml'],
  internal: ['examples/internal-tool.yaml'],
  rapid: ['examples/rapid-product.yaml'],
  weighted: ['examples/rapid-product.yaml', '--weight', 'cost=5', '--weight', 'deployability=0', '--what-if', 'teams=one'],
  few,
  sketch: ['--rules', 'tests/data/diagrams/rules.yaml', 'tests/data/diagrams/hostile.yaml'],
  hybrid: ['--among', 'hybrid', '--teams', '30'],
  close: ['--geographic-spread', 'multi-region', '--set', 'teams=many', '--fault-tolerance', 'zone-loss'],
  none: ['--fault-tolerance', 'region-loss', '--availability-target', 'five-nines', '--among', 'modular-monolith,microservices'],
  hostile: [...hostileRules, 'tests/data/html/hostile.yaml'],
  'twelve parts': [manyParts(12)],
  'thirty parts': [manyParts(30)],
  'nine architectures': randomRulebook(9, { architectures: 9, questions: 40, options: 5, rules: 60, known: 0.95 }),
};
const RANDOM = [
  [21, { architectures: 2, questions: 3, options: 4, rules: 12 }],
  [22, { architectures: 4, questions: 8, options: 8, rules: 40 }],
  [23, { architectures: 5, questions: 6, options: 60, rules: 30 }],
];

/** Two answers files each: another winner, other weights, names that are hard to set, nothing that differs. */
const COMPARISONS = {
  'compare systems': ['examples/internal-tool.yaml', 'examples/rapid-product.yaml'],
  'compare parts': ['examples/streaming-platform.yaml', manyParts(12)],
  'compare hostile': [...hostileRules, 'tests/data/html/hostile.yaml', 'tests/data/html/hostile.yaml'],
  'compare same': ['examples/internal-tool.yaml', 'examples/internal-tool.yaml'],
};

/** Writes the answers files of so many people, some with names that are hard to set. */
function people(count) {
  const names = ['Ada', '佐藤 花子', 'نور', 'Zoë 🔎', 'A person whose name goes on for quite a while'];
  const options = { 'fault-tolerance': ['zone-loss', 'region-loss'], budget: ['tight', 'sufficient'], teams: [3, 15, 40] };
  return Array.from({ length: count }, (_, at) => {
    const path = join(work, `person-${at}.yaml`);
    const answers = Object.fromEntries(Object.entries(options).map(([id, some]) => [id, some[at % some.length]]));
    const note = at % 4 ? {} : { notes: { budget: 'Nobody has asked the board yet, and the board has not asked anybody either.' } };
    writeFileSync(path, JSON.stringify({ archwise: 1, by: `${names[at % names.length]} ${at}`, weights: { cost: at % 3 }, answers, ...note }));
    return path;
  });
}

/** The files of several people: some that matter, names that act, many people, nothing that differs. */
const GROUPS = {
  'group three': ['ada', 'ben', 'chris'].map((name) => `examples/group/${name}.yaml`),
  'group hostile': [...hostileRules, 'tests/data/html/hostile.yaml', 'tests/data/html/hostile-person.yaml'],
  'group twelve': people(12),
  'group alike': ['examples/group/ada.yaml', 'examples/rapid-product.yaml'],
};

async function withoutScript(browser, name, url) {
  const page = await open(browser, `${name} without script`, url, { javaScriptEnabled: false });
  check(!await page.locator('#what-if-result').isVisible(), `${name}: the what-if shows without a script`);
  check(await page.locator('#change .chip').count() > 80, `${name}: the changes are not in the page without a script`);
  check(await page.locator('#change .chip input:enabled').count() === 0, `${name}: chips that do nothing can be chosen`);
  await page.context().close();
}

/** A settled system takes at most eight sheets, with the sources and without what is to be clicked. */
async function paper(browser, name, url) {
  const page = await open(browser, `${name} on paper`, url, { colorScheme: 'dark' });
  const pdf = await page.pdf({ format: 'A4', path: join(work, `${name}.pdf`), preferCSSPageSize: true });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  check(pages.length > 3 && pages.length <= 8, `${name}: ${pages.length} sheets`);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  for (const [what, seen] of [['#sources li', true], ['#answers table', true], ['.reasons', true], ['#what-if', false], ['nav', false], ['.sketch details', false]]) {
    const count = await page.locator(what).count();
    check(!count || await page.locator(what).first().isVisible() === seen, `${name}: on paper ${what} is ${seen ? 'missing' : 'there'}`);
  }
  const footer = await page.evaluate(() => getComputedStyle(document.querySelector('tfoot')).display);
  check(footer === 'table-row-group', `${name}: sums are repeated on each sheet`);
  await page.context().close();
  return pages.length;
}

/** Sentences run from left to right whatever the names in them, and a rule that something lacks says so. */
async function sentences(browser, url, partsUrl) {
  const page = await open(browser, 'sentences', url);
  const text = await page.evaluate(() => document.body.textContent);
  check(text.includes('without central logs'), 'internal: what is lacking is not said as lacking');
  for (const why of await page.locator('.why').allTextContents()) {
    check(!why.includes('Central logs and traces'), `internal: ${why} says the opposite of the answer`);
  }
  await page.context().close();
  const parts = await open(browser, 'parts', partsUrl);
  const turned = await parts.evaluate(() => [...document.querySelectorAll('p, h2, h3, li, figcaption')]
    .filter((node) => getComputedStyle(node).direction === 'rtl').map((node) => node.textContent.slice(0, 60)));
  check(turned.length === 0, `parts: set from right to left: ${turned}`);
  await parts.context().close();
}

/** Nothing that somebody wrote acts, and all of it is shown. */
async function hostile(browser, html, url) {
  const page = await open(browser, 'hostile', url);
  await openAll(page);
  await page.evaluate(() => document.querySelectorAll('.chip input').forEach((input) => input.click()));
  for (const link of await page.locator('main a').all()) await link.hover();
  const found = await page.evaluate(() => ({
    pwned: window.pwned,
    scripts: document.scripts.length,
    foreign: document.querySelectorAll('img, iframe, style:not(head style), main form:not(#what-if), [onerror], [onload], [onmouseover], [onclick]').length,
    links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter((href) => !/^(#|https?:)/.test(href)),
    text: document.body.innerText,
  }));
  check(found.pwned === undefined, `hostile: ${found.pwned} ran`);
  check(found.scripts === 2, `hostile: ${found.scripts} scripts`);
  check(found.foreign === 0, `hostile: ${found.foreign} foreign elements`);
  check(found.links.length === 0, `hostile: links to ${found.links}`);
  for (const text of ["<script>window.pwned='title'</script>", "</script><script>window.pwned='note'</script>", '{{ 7 * 7 }}', "window.pwned='because'", "window.pwned='warn'"]) {
    check(found.text.includes(text), `hostile: ${text} is not shown`);
  }
  await page.context().close();

  // Even a script that came in past the escaping would not run.
  const injected = html.replace('<main', "<script>window.pwned='injected'</script><img src=x onerror=\"window.pwned='injected'\"><main");
  const context = await browser.newContext();
  const inside = await context.newPage();
  await inside.goto(write('injected', injected));
  check(await inside.evaluate(() => window.pwned) === undefined, 'injected: the policy let a script run');
  await context.close();
}

/** The checks find what is broken. */
async function broken(browser, html) {
  const url = write('broken', html.replace(/<h2 id="ranking-title">.*?<\/h2>/, '<img src="data:,"><h5></h5>').replace('<th scope="col">Architecture</th>', '<th scope="col">A<p class="wide">wide</p></th>').replace('<main id="main"', '<div class="broken">' + 'x'.repeat(400) + '</div><main id="main"').replaceAll('overflow-wrap: break-word', 'overflow-wrap: normal'));
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  check((await violations(page)).length > 0, 'broken: axe-core finds nothing');
  check((await page.evaluate(misplaced)).length > 0, 'broken: too wide, and nobody notices');
  await context.close();
}

const browser = await launch();
const pages = Object.fromEntries(Object.entries(REPORTS).map(([name, args]) => [name, advise(args, 'html')]));
const urls = Object.fromEntries(Object.entries(pages).map(([name, html]) => [name, write(name.replaceAll(' ', '-'), html)]));
check(pages.streaming === advise(REPORTS.streaming, 'html'), 'the same answers give other bytes');
check(pages.streaming.length < 400_000, `streaming: ${pages.streaming.length} bytes`);
// In every width and colour: what is set otherwise than in the examples. The others at the widest and on a phone.
const IN_EVERY_VIEW = ['streaming', 'few', 'none', 'sketch', 'hostile', 'twelve parts', 'nine architectures'];
for (const name of Object.keys(pages)) await looks(browser, name, urls[name], !IN_EVERY_VIEW.includes(name));
for (const [name, args] of Object.entries(COMPARISONS)) {
  const html = compare(args);
  await looks(browser, name, write(name.replaceAll(' ', '-'), html), name !== 'compare systems');
}
for (const [name, args] of Object.entries(GROUPS)) {
  await looks(browser, name, write(name.replaceAll(' ', '-'), group(args)), name !== 'group three');
}
const single = await everySingleChange(browser, 'internal', urls.internal, REPORTS.internal);
let many = await manyChanges(browser, 'few', urls.few, 250, 1) + await manyChanges(browser, 'streaming', urls.streaming, 250, 2);
for (const [seed, sizes] of RANDOM) {
  const args = randomRulebook(seed, sizes);
  many += await manyChanges(browser, `random ${seed}`, write(`random-${seed}`, advise(args, 'html')), 170, seed);
}
await addressAndKeyboard(browser, 'rapid', urls.rapid);
const times = await clicks(browser, 'streaming', urls.streaming);
await withoutScript(browser, 'internal', urls.internal);
const sheets = await paper(browser, 'streaming', urls.streaming);
await sentences(browser, urls.internal, urls['twelve parts']);
await hostile(browser, pages.hostile, urls.hostile);
await broken(browser, pages.internal);
await browser.close();

for (const problem of [...new Set(problems)].slice(0, 60)) console.error(problem);
console.log(`${Object.keys(pages).length} pages, ${single} single and ${many} other changes, ${problems.length} problems`);
console.log(`streaming: ${pages.streaming.length} bytes, ${sheets} sheets; ${times.clicks} clicks, each answered in ${times.median.toFixed(1)} ms (median), ${times.most.toFixed(1)} ms at most`);
process.exit(problems.length ? 1 : 0);
