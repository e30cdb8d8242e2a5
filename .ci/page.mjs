// Opens reports in a headless Chromium and fails if anything is not as a reader needs it.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [archwise, work] = process.argv.slice(2);
const require = createRequire(join(work, 'page.mjs'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const WIDTHS = [1280, 360];
const hostileRules = ['--rules', 'tests/data/html/hostile-rules.yaml'];
const few = ['--geographic-spread', 'single-region', '--teams', '3', '--budget', 'tight'];
const REPORTS = {
  streaming: ['examples/streaming-platform.yaml'],
  internal: ['examples/internal-tool.yaml'],
  weighted: ['examples/rapid-product.yaml', '--weight', 'cost=5', '--weight', 'deployability=0', '--what-if', 'teams=one'],
  few,
  sketch: ['--rules', 'tests/data/diagrams/rules.yaml', 'tests/data/diagrams/hostile.yaml'],
  hybrid: ['--among', 'hybrid', '--teams', '30'],
  close: ['--geographic-spread', 'multi-region', '--set', 'teams=many', '--fault-tolerance', 'zone-loss'],
  none: ['--fault-tolerance', 'region-loss', '--availability-target', 'five-nines', '--among', 'modular-monolith,microservices'],
  hostile: [...hostileRules, 'tests/data/html/hostile.yaml'],
};

const problems = [];
const check = (holds, what) => { if (!holds) problems.push(what); };
const advise = (args, format) => {
  const rules = args[0] === '--rules' ? args.slice(0, 2) : [];
  const rest = args.slice(rules.length);
  const all = [...rules, 'advise', ...rest, '--no-input', '--format', format];
  return execFileSync(archwise, all, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
};
const write = (name, html) => {
  const path = join(work, `${name}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
};

/** Opens a page that reports what goes wrong in it. */
async function open(browser, name, url, options = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${name}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${name}: script: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== url) problems.push(`${name}: request: ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

const openAll = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

/** What axe-core finds. It comes in by the debugger, as the page's own policy lets no script in. */
async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
}

/** Words that overlap, are cut, or lie outside the window. */
const misplaced = (page) => page.evaluate(() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
  const boxes = (nodes) => [...nodes].map((node) => [node, node.getBoundingClientRect()]).filter(([, box]) => box.width);
  for (const axis of document.querySelectorAll('svg.axis')) {
    const labels = boxes(axis.querySelectorAll('text'));
    labels.forEach(([node, box], index) => {
      const next = labels[index + 1];
      if (next && box.right > next[1].left) found.push(`axis labels overlap: ${node.textContent}`);
    });
  }
  for (const [node, box] of boxes(document.querySelectorAll('svg.strip text, th, td, p, h1, h2, h3, li, summary, code'))) {
    if (node.closest('.hidden, .skip')) continue;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`outside the window: ${node.textContent.slice(0, 40)}`);
    if (!(node instanceof SVGElement) && node.scrollWidth > node.clientWidth + 1 && node.clientWidth && getComputedStyle(node).display !== 'inline') {
      found.push(`wider than its place: ${node.textContent.slice(0, 40)}`);
    }
  }
  return found;
});

async function looks(browser, name, url) {
  for (const width of WIDTHS) {
    for (const colorScheme of ['light', 'dark']) {
      const label = `${name} ${width} ${colorScheme}`;
      const page = await open(browser, label, url, { viewport: { width, height: 800 }, colorScheme });
      check(await page.locator('#what-if').isVisible() === (await page.locator('#change').count() > 0), `${label}: no what-if`);
      await openAll(page);
      for (const what of await misplaced(page)) problems.push(`${label}: ${what}`);
      for (const what of await violations(page)) problems.push(`${label}: axe: ${what}`);
      await page.screenshot({ path: join(work, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await page.context().close();
    }
  }
}

/** Every single change shows what the program itself says to it. */
async function whatIf(browser, name, url, args) {
  const page = await open(browser, name, url);
  const questions = await page.evaluate(() => JSON.parse(document.getElementById('what-if-data').textContent).questions);
  let tried = 0;
  for (const [index, question] of questions.entries()) {
    await page.selectOption('#what-if-question', String(index));
    for (const [number, answer] of question.answers.entries()) {
      await page.locator('#what-if-answers input').nth(number).check();
      const shown = await page.evaluate(() => ({
        headline: document.getElementById('what-if-headline').textContent,
        explanation: [...document.querySelectorAll('#what-if-explanation p')].map((p) => p.textContent),
      }));
      const { headline, explanation } = JSON.parse(advise([...args, '--set', `${question.id}=${answer.set}`], 'json')).verdict;
      const said = { headline, explanation };
      check(JSON.stringify(shown) === JSON.stringify(said), `${name}: ${question.id}=${answer.set} shows ${JSON.stringify(shown)}, not ${JSON.stringify(said)}`);
      tried += 1;
    }
  }
  await page.getByRole('button', { name: 'Back' }).click();
  await page.waitForFunction(() => document.getElementById('what-if-change').textContent === 'As answered');
  await page.locator('#what-if-question').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  check(await page.locator('#what-if-change').textContent() !== 'As answered', `${name}: the keyboard chooses no answer`);
  await page.context().close();
  return tried;
}

async function withoutScript(browser, name, url) {
  const page = await open(browser, `${name} without script`, url, { javaScriptEnabled: false });
  check(!await page.locator('#what-if').isVisible(), `${name}: the what-if shows without a script`);
  check(await page.locator('#change .changes tbody tr').count() > 20, `${name}: the changes are not in the page without a script`);
  await page.emulateMedia({ media: 'print' });
  check(await page.locator('#rules table').first().isVisible(), `${name}: what is folded is not printed`);
  await page.context().close();
}

async function paper(browser, name, url) {
  const page = await open(browser, `${name} on paper`, url, { colorScheme: 'dark' });
  const pdf = await page.pdf({ format: 'A4', path: join(work, `${name}.pdf`) });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? [];
  check(pages.length > 3, `${name}: the PDF has ${pages.length} pages`);
  await page.context().close();
}

/** Nothing that somebody wrote acts, and all of it is shown. */
async function hostile(browser, html, url) {
  const page = await open(browser, 'hostile', url);
  await openAll(page);
  const count = await page.locator('#what-if-question option').count();
  for (let index = 0; index < count; index += 1) {
    await page.selectOption('#what-if-question', String(index));
    for (const radio of await page.locator('#what-if-answers input').all()) await radio.check();
  }
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
  check((await misplaced(page)).length > 0, 'broken: too wide, and nobody notices');
  await context.close();
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const pages = Object.fromEntries(Object.entries(REPORTS).map(([name, args]) => [name, advise(args, 'html')]));
const urls = Object.fromEntries(Object.entries(pages).map(([name, html]) => [name, write(name, html)]));
check(pages.streaming === advise(REPORTS.streaming, 'html'), 'the same answers give other bytes');
for (const name of Object.keys(pages)) await looks(browser, name, urls[name]);
const tried = await whatIf(browser, 'internal', urls.internal, REPORTS.internal);
await withoutScript(browser, 'internal', urls.internal);
await paper(browser, 'streaming', urls.streaming);
await hostile(browser, pages.hostile, urls.hostile);
await broken(browser, pages.internal);
await browser.close();

for (const problem of [...new Set(problems)]) console.error(problem);
console.log(`${Object.keys(pages).length} pages, ${tried} changes, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
