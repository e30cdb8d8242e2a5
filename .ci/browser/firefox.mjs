// The same pages in Firefox: nothing fails, nothing is too wide, and the what-if works.
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { misplaced } from './looks.mjs';
import { check, problems, work } from './open.mjs';

const require = createRequire(join(work, 'firefox.mjs'));
const puppeteer = require('puppeteer-core');
const browser = await puppeteer.launch({ browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true });
const names = readdirSync(work).filter((name) => name.endsWith('.html') && !/broken|injected|random/.test(name));
for (const name of names) {
  const page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`Firefox: ${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`Firefox: ${name}: ${error.message}`));
  for (const width of [1440, 390]) {
    await page.setViewport({ width, height: 900 });
    await page.goto(pathToFileURL(join(work, name)).href);
    await page.screenshot({ path: join(work, `firefox-${name}-${width}.png`), fullPage: true });
    await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; }));
    for (const what of await page.evaluate(misplaced)) problems.push(`Firefox: ${name} ${width}: ${what}`);
  }
  const [before, after, address] = await page.evaluate(() => {
    const said = () => document.getElementById('what-if-change')?.textContent;
    const first = said();
    document.querySelector('.chip input:not(:checked)')?.click();
    return [first, said(), location.hash];
  });
  if (before !== undefined) check(before !== after && address.startsWith('#try?'), `Firefox: ${name}: a chip changes nothing`);
  await page.close();
}
await browser.close();
for (const problem of [...new Set(problems)].slice(0, 40)) console.error(problem);
console.log(`Firefox: ${names.length} pages, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
