// Takes the sketches out of reports and decision records, and has Mermaid parse and draw each.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [archwise, work] = process.argv.slice(2);
const require = createRequire(join(work, 'diagrams.mjs'));
const { chromium } = require('playwright-core');

const sketches = [];
const problems = [];
const check = (holds, what) => { if (!holds) problems.push(what); };

/** Prints a report and takes its sketch; `names` are what it must show. */
function take(name, args, { names = [], format = ['markdown'], rules = [] } = {}) {
  const all = [...rules, 'advise', ...args, '--no-input', '--format', ...format];
  const text = execFileSync(archwise, all, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'] });
  const blocks = [...text.matchAll(/^```mermaid\n([\s\S]*?)^```$/gm)].map((match) => match[1]);
  check(blocks.length === 1, `${name}: ${blocks.length} sketches`);
  blocks.forEach((source) => sketches.push({ name, source, names }));
}

const parts = ['Delivery network', 'Authentication', 'Recommendations', 'Billing', 'Distributed system, distributed by region', 'Microservices, as services'];
for (const file of readdirSync('examples').filter((file) => file.endsWith('.yaml'))) {
  take(file, [join('examples', file)], file === 'streaming-platform.yaml' ? { names: parts } : {});
}
for (const style of ['madr4', 'log4brains', 'nygard']) {
  take(style, ['examples/streaming-platform.yaml', '--date', '2027-01-01'], { names: parts, format: ['adr', '--adr-style', style] });
}
for (const fit of ['distributed', 'microservices', 'hybrid', 'modular-monolith']) {
  take(fit, ['--among', fit, '--teams', '3']);
}
const other = ['--rules', 'examples/rulebooks/where-to-run-it.yaml'];
take('another rulebook', ['--set', 'utilisation=steady'], { rules: other });

const many = { archwise: 1, title: 'Many', answers: { teams: 24 }, parts: {} };
for (let at = 0; at < 60; at += 1) {
  many.parts[`part-${at}`] = {
    title: `Part number ${at}`,
    answers: at % 3 ? {} : { 'geographic-spread': 'single-region', teams: 3, consistency: 'strong' },
    with: Array.from({ length: at }, (_, other) => `part-${other}`),
  };
}
writeFileSync(join(work, 'many.yaml'), JSON.stringify(many));
take('many parts', [join(work, 'many.yaml')], { names: ['Part number 0', 'and 20 more parts'] });

const hostile = ['--rules', 'tests/data/diagrams/rules.yaml'];
take('hostile', ['tests/data/diagrams/hostile.yaml'], {
  rules: hostile,
  names: [
    'end', ']; click g0b0 call alert(1)', '"><script>window.pwned=\'part\'</script>', 'style x: y #35; fl°°35Pß', '``` # A heading',
    'a|b{c}(d)--text-->e', 'No candidate left', 'subgraph x', ']:::c', '#quot;',
    'end, as "end"] %% ; click g0 call alert(1)',
    '<img src=x onerror="window.pwned=\'name\'">, ```several```',
  ],
});
for (const fits of ['first', 'second', 'both']) take(`hostile ${fits}`, ['--set', `fits=${fits}`], { rules: hostile });
take('hostile record', ['tests/data/diagrams/hostile.yaml', '--date', '2027-01-01'], { rules: hostile, format: ['adr', '--adr-style', 'madr4'] });

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--no-first-run'] });
const page = await browser.newPage({ viewport: { width: 900, height: 700 } });
page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
page.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
writeFileSync(join(work, 'blank.html'), '<!doctype html><title>Sketches</title><div id="place"></div>');
await page.goto(pathToFileURL(join(work, 'blank.html')).href);
await page.addScriptTag({ path: require.resolve('mermaid/dist/mermaid.min.js') });

/** The texts that Mermaid shows, or why it refuses. */
const drawn = (source, number) => page.evaluate(async ([source, number]) => {
  try {
    await window.mermaid.parse(source);
    window.mermaid.initialize({ startOnLoad: false, securityLevel: 'loose' });
    const { svg } = await window.mermaid.render(`sketch${number}`, source);
    const place = document.getElementById('place');
    place.innerHTML = svg;
    await new Promise((done) => { setTimeout(done, 50); });
    const texts = [...place.querySelectorAll('.nodeLabel, .cluster-label')].map((node) => node.textContent.trim());
    return { texts, foreign: place.querySelectorAll('img, script, a').length, pwned: window.pwned };
  } catch (error) {
    return { refused: String(error) };
  }
}, [source, number]);

for (const [number, { name, source, names }] of sketches.entries()) {
  const result = await drawn(source, number);
  check(!result.refused, `${name}: refused: ${result.refused}\n${source}`);
  if (result.refused) continue;
  for (const text of names) check(result.texts.includes(text), `${name}: ${text} is not shown, but ${result.texts.join(' / ')}`);
  check(result.pwned === undefined, `${name}: ${result.pwned} ran`);
  check(result.foreign === 0, `${name}: ${result.foreign} foreign elements`);
  await page.screenshot({ path: join(work, `sketch-${number}.png`) });
}

const broken = sketches[0].source.replace('  end\n', '').replace('["', '[');
check((await drawn(broken, 'broken')).refused, 'broken: a sketch without an end is parsed');
await browser.close();

for (const problem of [...new Set(problems)]) console.error(problem);
console.log(`${sketches.length} sketches, ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
