// What a browser must show of the parts: systems of many sizes, and what is wrong with their picture in a page.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RULES = ['--rules', 'tests/cmd/parts.in/rules.yaml'];
const NAMES = ['Delivery network', 'Recommendations', 'Customer support', 'Fraud detection', 'نظام كتالوج', '結帳與付款服務', '🛒 Cart', 'Supercalifragilisticexpialidocious reconciliation of everything with everything else'];
/** By name: how many parts, and how far apart in their order those are that exchange data. */
const SYSTEMS = { one: [1, []], four: [4, [1, 2]], seven: [7, [1, 5]], unlinked: [7, []], eight: [8, [1]], twelve: [12, [1, 4]], thirty: [30, [1, 7]] };
/** The smallest letters, in CSS pixels, on screens of 360 pixels and more. */
const LETTERS = 10;

/** Writes answers files into a folder; returns by name what to call the program with. */
export function systems(folder) {
  const fits = ['spread', 'split', 'split', 'whole'];
  return Object.fromEntries(Object.entries(SYSTEMS).map(([name, [count, apart]]) => {
    const parts = Array.from({ length: count }, (_, at) => [`p${at}`, {
      title: `${NAMES[at % NAMES.length]}${at < NAMES.length ? '' : ` ${at}`}`,
      answers: { fits: fits[at % 4], agreement: at % 3 ? 'at-once' : 'late' },
      with: apart.filter((by) => at + by < count).map((by) => `p${at + by}`),
    }]);
    const file = join(folder, `parts-${name}.yaml`);
    writeFileSync(file, JSON.stringify({ archwise: 1, title: name, answers: { fits: 'mixed' }, parts: Object.fromEntries(parts) }));
    return [`parts-${name}`, [...RULES, file]];
  }));
}

/** What is wrong with the picture of the parts in an open page, in words. */
export const misplacedParts = (page) => page.evaluate((letters) => {
  const found = [];
  const box = (node) => node.getBoundingClientRect();
  const shown = (node) => box(node).width > 0;
  const overlap = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
  const within = (outer, inner) => outer.left - 1 <= inner.left && inner.right <= outer.right + 1 && outer.top - 1 <= inner.top && inner.bottom <= outer.bottom + 1;
  const all = (root, what) => [...root.querySelectorAll(what)];
  const sketches = all(document, '#parts svg.sketch');
  if (sketches.length && sketches.filter(shown).length !== 1) found.push(`${sketches.filter(shown).length} of ${sketches.length} sketches are shown`);
  for (const sketch of sketches.filter(shown)) {
    const scale = box(sketch).width / sketch.viewBox.baseVal.width;
    const texts = all(sketch, 'text');
    for (const text of texts) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < letters) found.push(`letters of ${size.toFixed(1)} px: ${text.textContent}`);
    }
    const boxes = all(sketch, 'rect.box').map(box);
    for (const name of all(sketch, 'text.name')) {
      if (!boxes.some((rect) => within(rect, box(name)))) found.push(`a name leaves its box: ${name.textContent}`);
    }
    const frames = all(sketch, 'rect.frame').map(box);
    for (const title of all(sketch, 'text.title')) {
      if (!frames.some((rect) => within(rect, box(title)))) found.push(`a title leaves its frame: ${title.textContent}`);
    }
    const marks = all(sketch, 'circle.mark').map(box);
    const words = texts.filter((text) => !text.classList.contains('mark')).map(box);
    marks.forEach((mark, at) => {
      if (marks.slice(at + 1).some((other) => overlap(mark, other))) found.push(`mark ${at} lies on another`);
      if (words.some((word) => overlap(mark, word))) found.push(`mark ${at} lies on a text`);
    });
  }
  for (const table of all(document, '.matrix')) {
    const heads = all(table, 'thead th').map(box);
    heads.forEach((head, at) => {
      if (at && heads[at - 1].right > head.left + 1) found.push(`the heads of columns ${at} and ${at + 1} overlap`);
    });
    for (const span of all(table, 'thead th span')) {
      if (!within(box(span.parentElement), box(span))) found.push(`a head leaves its column: ${span.textContent}`);
      if (parseFloat(getComputedStyle(span).fontSize) < letters) found.push(`small letters: ${span.textContent}`);
    }
    // The first column stays where it is while the others move.
    const scroller = table.parentElement;
    const first = table.querySelector('tbody th[scope="row"]');
    const before = box(first).left;
    scroller.scrollLeft = 1e4;
    if (Math.abs(box(first).left - before) > 1) found.push(`the first column moves by ${box(first).left - before}`);
    scroller.scrollLeft = 0;
  }
  // A number in a picture leads to the warning of that number, and every warning is in the picture.
  const numbers = (nodes) => [...new Set(nodes.map((node) => node.textContent.trim().match(/\d+$/)?.[0]))].sort().join();
  const pictured = numbers(all(document, '#parts svg.sketch text.mark, .matrix a'));
  const listed = numbers(all(document, '#parts .seams b'));
  if (pictured !== listed) found.push(`the picture has the numbers ${pictured}, the list ${listed}`);
  return found;
}, LETTERS);
