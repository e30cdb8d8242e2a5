// Takes the sketches out of reports and decision records, and has Mermaid parse and draw each.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { archwise, check, launch, problems, work } from './open.mjs';

const require = createRequire(join(work, 'diagrams.mjs'));

const sketches = [];

const run = (args, format, rules = []) => execFileSync(
  archwise,
  [...rules, 'advise', ...args, '--no-input', '--format', ...format],
  { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] },
);

/** Prints a report and takes its sketch; `names` are what it must show. */
function take(name, args, { names = [], format = ['markdown'], rules = [], expected = 1 } = {}) {
  const text = run(args, format, rules);
  const blocks = [...text.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  check(blocks.length === expected, `${name}: ${blocks.length} sketches, not ${expected}`);
  blocks.forEach((source) => sketches.push({ name, source, names }));
  return text;
}

/** Whether there is something to draw: parts, or an architecture that combines others. */
function isDrawn(args, rules = []) {
  const report = JSON.parse(run(args, ['json'], rules));
  const leader = report.architectures.find(({ id }) => id === report.verdict.architecture);
  return Number(Boolean(report.blueprint) || Boolean(leader?.combines.length));
}

const parts = ['Delivery network', 'Authentication', 'Recommendations', 'Billing', 'Distributed system, in each region', 'Microservices'];
for (const file of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
  const args = [join('examples', file)];
  take(file, args, { names: file === 'streaming-platform.yaml' ? parts : [], expected: isDrawn(args) });
}
for (const style of ['madr4', 'log4brains', 'nygard']) {
  take(style, ['examples/streaming-platform.yaml', '--date', '2027-01-01'], { names: parts, format: ['adr', '--adr-style', style] });
}
for (const fit of ['distributed', 'microservices', 'hybrid', 'modular-monolith']) {
  take(fit, ['--among', fit, '--teams', '3'], { expected: Number(fit === 'hybrid') });
}
const other = ['--rules', 'examples/rulebooks/where-to-run-it.yaml'];
take('another rulebook', ['--set', 'utilisation=steady'], { rules: other, expected: isDrawn(['--set', 'utilisation=steady'], other) });

/** Writes answers with so many parts on three architectures, of which every pair so far apart exchanges data. */
function system(count, apart = []) {
  const answers = [
    { fits: 'spread', agreement: 'at-once' },
    { fits: 'split', agreement: 'at-once' },
    { fits: 'split', agreement: 'late' },
    { fits: 'whole', agreement: 'at-once' },
  ];
  const names = ['Delivery network', 'Recommendations', 'Customer support', 'Fraud detection'];
  const of = { archwise: 1, title: 'System', answers: { fits: 'mixed' }, parts: {} };
  for (let at = 0; at < count; at += 1) {
    of.parts[`p${at}`] = {
      title: `${names[at % 4]} ${at}`,
      answers: answers[at % 4],
      with: apart.filter((by) => at + by < count).map((by) => `p${at + by}`),
    };
  }
  const file = join(work, `system-${count}-${apart.join('-')}.yaml`);
  writeFileSync(file, JSON.stringify(of));
  return file;
}
const places = ['--rules', 'tests/cmd/parts.in/rules.yaml'];
const measured = [];
for (const count of [1, 4, 8, 12]) {
  for (const apart of [[], [1], [1, 2], [3], [1, 2, 3, 4, 5]]) {
    const name = `${count} parts, ${apart.length ? apart : 'none'} apart`;
    take(name, [system(count, apart)], { rules: places });
    measured.push(name);
  }
}
const many = take('13 parts', [system(13, [1])], { rules: places, expected: 0 });
check(many.includes('| Delivery network 0 | in every place |'), '13 parts: no table');
const record = ['adr', '--adr-style', 'madr4'];
const table = take('13 parts in a record', [system(13, [1]), '--date', '2027-01-01'], { rules: places, format: record, expected: 0 });
check(/^\| Delivery network 0 \| Spread \| Recommendations 1 \|$/m.test(table), '13 parts in a record: no table');

const hostile = ['--rules', 'tests/data/diagrams/rules.yaml'];
take('hostile', ['tests/data/diagrams/hostile.yaml'], {
  rules: hostile,
  names: [
    'end', ']; click g0b0 call alert(1)', '"><script>window.pwned=\'part\'</script>', 'style x: y #35; fl°°35Pß', '``` # A heading',
    'a|b{c}(d)--text-->e', 'No candidate left',
    'end, in end, subgraph x, ]:::c and #quot;',
    '<img src=x onerror="window.pwned=\'name\'">',
  ],
});
for (const fits of ['first', 'second', 'both']) {
  take(`hostile ${fits}`, ['--set', `fits=${fits}`], { rules: hostile, expected: Number(fits === 'both') });
}
take('hostile record', ['tests/data/diagrams/hostile.yaml', '--date', '2027-01-01'], { rules: hostile, format: record });

/** What stands beside the sum of the parts has no arrow to its backbone, and the backbone is the last group. */
for (const { name, source } of sketches) {
  const groups = [...source.matchAll(/^ {2}subgraph (g\d+)\["(.*)"\]$/gm)];
  const arrows = [...source.matchAll(/^ {2}(g\d+) -\. stands on \.-> (g\d+)$/gm)];
  for (const [, from, to] of arrows) {
    const [, , title] = groups.find(([, id]) => id === from);
    check(!title.startsWith('Beside'), `${name}: ${title} stands on the backbone`);
    check(groups.at(-1)[1] === to, `${name}: the backbone is not the last group`);
  }
}
check(sketches.some(({ source }) => source.includes('Beside') && source.includes('stands on')), 'nothing stands beside anything');

const browser = await launch();
/** About the width of the column in which GitHub shows Markdown, and the smallest letters that are read there. */
const COLUMN = 900;
const LETTERS = 9;
const page = await browser.newPage({ viewport: { width: COLUMN, height: 700 } });
page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
page.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
writeFileSync(join(work, 'blank.html'), '<!doctype html><title>Sketches</title><body style="margin: 0"><div id="place"></div>');
await page.goto(pathToFileURL(join(work, 'blank.html')).href);
await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });

/** The texts that Mermaid shows and how high their letters are, the backbone and what stands on it, or why it refuses. */
const drawn = (source, number) => page.evaluate(async ([source, number]) => {
  try {
    await window.mermaid.parse(source);
    window.mermaid.initialize({ startOnLoad: false, securityLevel: 'loose' });
    const { svg } = await window.mermaid.render(`sketch${number}`, source);
    const place = document.getElementById('place');
    place.innerHTML = svg;
    await new Promise((done) => { setTimeout(done, 50); });
    const shown = place.querySelector('svg');
    const scale = Math.min(1, shown.getBoundingClientRect().width / shown.viewBox.baseVal.width);
    const nodes = [...place.querySelectorAll('.nodeLabel, .cluster-label, .edgeLabel')];
    const sizes = nodes.filter((node) => node.textContent.trim()).map((node) => parseFloat(getComputedStyle(node).fontSize));
    const texts = [...place.querySelectorAll('.nodeLabel, .cluster-label')].map((node) => node.textContent.trim());
    const top = (cluster) => cluster.getBoundingClientRect().top;
    const clusters = [...place.querySelectorAll('.cluster')].map((cluster) => [cluster.id.replace(/^.*?(g\d+)$/, '$1'), top(cluster)]);
    return { texts, letters: Math.min(...sizes) * scale, clusters, foreign: place.querySelectorAll('img, script, a').length, pwned: window.pwned };
  } catch (error) {
    return { refused: String(error) };
  }
}, [source, number]);

let smallest = Infinity;
for (const [number, { name, source, names }] of sketches.entries()) {
  const result = await drawn(source, number);
  check(!result.refused, `${name}: refused: ${result.refused}\n${source}`);
  if (result.refused) continue;
  for (const text of names) check(result.texts.includes(text), `${name}: ${text} is not shown, but ${result.texts.join(' / ')}`);
  check(result.pwned === undefined, `${name}: ${result.pwned} ran`);
  check(result.foreign === 0, `${name}: ${result.foreign} foreign elements`);
  check(result.letters >= LETTERS, `${name}: letters of ${result.letters.toFixed(1)} px in a column of ${COLUMN} px`);
  if (measured.includes(name)) smallest = Math.min(smallest, result.letters);
  for (const [, from, to] of source.matchAll(/^ {2}(g\d+) -\. stands on \.-> (g\d+)$/gm)) {
    const top = (id) => result.clusters.find(([known]) => known === id)?.[1];
    check(top(from) < top(to), `${name}: ${from} at ${top(from)} is not above its backbone at ${top(to)}`);
  }
  await page.screenshot({ path: join(work, `sketch-${number}.png`) });
}

const broken = sketches[0].source.replace('  end\n', '').replace('["', '[');
check((await drawn(broken, 'broken')).refused, 'broken: a sketch without an end is parsed');
await browser.close();

for (const problem of [...new Set(problems)]) console.error(problem);
console.log(`${sketches.length} sketches, letters of ${smallest.toFixed(1)} px or more, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
