// What a reader sees: nothing overlaps, is cut or lies outside of the window; colours can be told apart.
import { join } from 'node:path';
import { misplacedParts } from './parts.mjs';
import { check, open, openAll, problems, violations } from './open.mjs';

/** Returns the words that overlap, are cut, broken between letters, or lie outside the window. Runs in the page. */
export function misplaced() {
  const found = [];
  const say = (what, node) => found.push(`${what}: ${node.textContent.trim().slice(0, 40)}`);
  if (document.documentElement.scrollWidth > innerWidth) found.push(`scrolls sideways: ${document.documentElement.scrollWidth}`);
  const boxes = (nodes) => [...nodes].map((node) => [node, node.getBoundingClientRect()]).filter(([, box]) => box.width);
  for (const axis of document.querySelectorAll('svg.axis')) {
    const labels = boxes(axis.querySelectorAll('text'));
    labels.forEach(([node, box], index) => {
      const next = labels[index + 1];
      if (next && box.right > next[1].left) say('axis labels overlap', node);
    });
  }
  for (const [node, box] of boxes(document.querySelectorAll('svg.strip text, th, td, p, h1, h2, h3, li, summary, code, dt, dd, legend, label'))) {
    if (node.closest('.hidden, .skip, .scroller, .matrix-scroll')) continue;
    if (box.left < -1 || box.right > innerWidth + 1) say('outside the window', node);
    if (!(node instanceof SVGElement) && node.scrollWidth > node.clientWidth + 1 && node.clientWidth && getComputedStyle(node).display !== 'inline') {
      say('wider than its place', node);
    }
  }
  const range = document.createRange();
  for (const cell of document.querySelectorAll('thead th, td.number, .heat td')) {
    if (cell.closest('.hidden, .matrix-scroll')) continue;
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text.parentElement.closest('.hidden, svg')) continue;
      for (const word of text.data.matchAll(/(?<!\S)[\p{L}\p{N}+−-]{2,14}(?=[.,;:?]?(?!\S))/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
        if (lines.size > 1 && getComputedStyle(cell).writingMode === 'horizontal-tb') found.push(`a word is broken: ${word[0]}`);
      }
    }
  }
  return found;
}

/** Returns how far for and against differ in lightness, and the keys that cannot be seen. Runs in the page. */
function colours() {
  const lightness = (name) => {
    const probe = document.createElement('i');
    probe.className = 'probe';
    document.body.append(probe);
    const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    probe.remove();
    const channels = [1, 3, 5].map((at) => parseInt(value.slice(at, at + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2];
  };
  const ratio = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const [plus, minus, paper] = ['--for', '--against', '--sheet'].map(lightness);
  const unseen = [...document.querySelectorAll('.swatch.for, .swatch.against')].filter((swatch) => {
    const style = getComputedStyle(swatch);
    return style.backgroundColor === 'rgba(0, 0, 0, 0)' || style.backgroundColor === getComputedStyle(document.body).backgroundColor;
  });
  return { apart: ratio(plus, minus), seen: Math.min(ratio(plus, paper), ratio(minus, paper)), unseen: unseen.length };
}

async function at(browser, name, url, width, colorScheme, forcedColors, isThorough) {
  const label = `${name} ${width} ${forcedColors === 'active' ? 'forced colours' : colorScheme}`;
  const page = await open(browser, label, url, { viewport: { width, height: 900 }, colorScheme, forcedColors });
  const shows = await page.locator('#what-if-result').isVisible();
  check(shows === (await page.locator('#change').count() > 0), `${label}: no what-if`);
  const { apart, seen, unseen } = await page.evaluate(colours);
  check(unseen === 0, `${label}: ${unseen} keys cannot be seen`);
  if (forcedColors !== 'active') check(apart >= 2 && seen >= 3, `${label}: for and against differ by ${apart}, from the paper by ${seen}`);
  // To look at: with SHOTS=FOLDER a picture of each is kept there.
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${label.replaceAll(' ', '-')}.png`), fullPage: true });
  await openAll(page);
  const found = await page.evaluate(misplaced);
  if (width >= 360) for (const what of await misplacedParts(page)) problems.push(`${label}: ${what}`);
  // On a watch words may crowd, but nothing scrolls sideways.
  for (const what of width < 300 ? found.filter((what) => what.startsWith('scrolls')) : found) problems.push(`${label}: ${what}`);
  if (isThorough) for (const what of await violations(page)) problems.push(`${label}: axe: ${what}`);
  await page.context().close();
}

/** Looks at a page in all widths and colours, or at the widest and a phone only. */
export async function looks(browser, name, url, isBrief) {
  await at(browser, name, url, 1440, 'light', 'none', true);
  await at(browser, name, url, 390, 'dark', 'none', true);
  if (isBrief) return;
  await at(browser, name, url, 768, 'light', 'none', false);
  await at(browser, name, url, 256, 'light', 'none', false);
  await at(browser, name, url, 768, 'light', 'active', false);
}
