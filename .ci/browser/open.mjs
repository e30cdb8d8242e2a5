// Opens pages in a headless Chromium, and collects what goes wrong in them.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const [archwise, work] = process.argv.slice(2);
const require = createRequire(join(work, 'main.mjs'));
const { chromium } = require('playwright-core');

export const problems = [];
export const check = (holds, what) => { if (!holds) problems.push(what); };

export const advise = (args, format) => printed('advise', [...args, '--no-input', '--format', format, '--date', '2026-01-01']);

export const compare = (args) => printed('compare', [...args, '--format', 'html']);

export const group = (args) => printed('group', [...args, '--format', 'html']);

/** Returns what a command of the program prints; the name of a rulebook comes before the command. */
function printed(command, args) {
  const rules = args[0] === '--rules' ? args.slice(0, 2) : [];
  const all = [...rules, command, ...args.slice(rules.length)];
  return execFileSync(archwise, all, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Writes a page into the work folder and returns its address. */
export function write(name, html) {
  const path = join(work, `${name}.html`);
  writeFileSync(path, html);
  return pathToFileURL(path).href;
}

export const launch = () => chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

/** Opens a page that reports what goes wrong in it; `isExpected` says which addresses besides its own it may ask for. */
export async function open(browser, name, url, options = {}, isExpected = () => false) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${name}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${name}: script: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url.split('#')[0] && !isExpected(request.url())) problems.push(`${name}: request: ${request.url()}`);
  });
  await page.goto(url);
  return page;
}

export const openAll = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));

/** Returns what axe-core finds. It comes in by the debugger, as the page's own policy lets no script in. */
export async function violations(page) {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const result = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(' | ')}`);
}
