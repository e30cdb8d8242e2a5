// The what-if: each single change shows what the program proved; many changes add up to what the program adds up.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { advise, archwise, check, open } from './open.mjs';

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** Every chip shows what the program itself says to that change. Returns how many were tried. */
export async function everySingleChange(browser, name, url, args) {
  const page = await open(browser, name, url);
  const chips = await page.evaluate(() => [...document.querySelectorAll('.chip input')].map(({ name, value, checked, type }) => ({ name, value, checked, type })));
  let tried = 0;
  for (const { name: question, value, checked, type } of chips) {
    if (checked && type === 'radio') continue;
    const answer = await page.evaluate(({ question, value }) => {
      const input = document.querySelector(`.chip input[name="${question}"][value="${CSS.escape(value)}"]`);
      for (let fold = input.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
      input.click();
      const paragraphs = [...document.querySelectorAll('#what-if-explanation p')].map((p) => p.textContent);
      return { headline: document.getElementById('what-if-headline').textContent, explanation: paragraphs };
    }, { question, value });
    const report = JSON.parse(advise([...args, '--what-if', `${question}=${value}`], 'json'));
    const { headline, explanation } = report.what_if.after.verdict;
    check(same(answer, { headline, explanation }), `${name}: ${question}=${value} shows ${JSON.stringify(answer)}, not ${JSON.stringify({ headline, explanation })}`);
    await page.locator('#what-if button[type=reset]').click();
    tried += 1;
  }
  check(await page.locator('#what-if-change').textContent() === 'As answered', `${name}: not all is taken back`);
  await page.context().close();
  return tried;
}

/** Numbers that are the same every time (mulberry32). */
export function numbers(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound) => Math.floor(next() * bound);
  return { below, one: (list) => list[below(list.length)], some: (list, share) => list.filter(() => next() < share) };
}

function randomState(model, random) {
  const state = new URLSearchParams();
  for (const question of random.some(model.questions, (1 + random.below(6)) / model.questions.length)) {
    const one = () => random.one(question.options);
    const signed = question.options.filter(() => random.below(2)).map((id) => random.one(['+', '-']) + id).join(',');
    const multi = [random.some(question.options, 0.4).join(',') || 'none', signed || 'unknown', 'unknown'];
    const single = [one(), one(), one(), [...new Set([one(), one()])].join(','), 'unknown'];
    state.set(question.id, random.one(question.multi ? multi : single));
  }
  for (const quality of random.some(model.qualities, random.one([0, 0, 0.2, 0.6]))) state.set(`weight.${quality.id}`, random.below(6));
  return state;
}

/** So many commands run while the page goes on. */
const AT_ONCE = 3;
const run = promisify(execFile);

/** What the program says to the command under the result, with leads on the axes made from its ranking. */
async function programSays(command, axes) {
  const line = command.replace(/^archwise/, '"$ARCHWISE"') + ' --no-input --format json';
  const { stdout } = await run('sh', ['-c', line], { encoding: 'utf8', env: { ...process.env, ARCHWISE: archwise }, maxBuffer: 1 << 28 });
  const report = JSON.parse(stdout);
  const { ranking, verdict } = report.what_if?.after ?? report;
  const standing = ranking.filter(({ ruled_out_by }) => ruled_out_by.length === 0);
  const best = (side) => standing.find(({ architecture }) => side.includes(architecture))?.net;
  const leads = axes.map(({ high, low }) => {
    const [yes, no] = [best(high), best(low)];
    if (yes === undefined || no === undefined) return { only: yes !== undefined ? 'yes' : no !== undefined ? 'no' : null };
    return { lead: yes - no };
  });
  return {
    net: Object.fromEntries(ranking.map(({ architecture, net }) => [architecture, net])),
    out: ranking.filter(({ ruled_out_by }) => ruled_out_by.length).map(({ architecture }) => architecture).sort(),
    first: standing[0]?.architecture ?? null,
    margin: standing.length > 1 ? standing[0].net - standing[1].net : null,
    axes: leads,
    status: verdict.status,
    headline: verdict.headline,
  };
}

/** Random sets of changes and weights: the page and the program never disagree. Returns how many were tried. */
export async function manyChanges(browser, name, url, count, seed) {
  const page = await open(browser, name, url);
  const model = await page.evaluate(() => JSON.parse(document.getElementById('page-data').textContent).model);
  const ids = model.architectures.map(({ id }) => id);
  const axes = model.axes.map(({ high, low }) => ({ high: high.map((at) => ids[at]), low: low.map((at) => ids[at]) }));
  const random = numbers(seed);
  const compare = async ({ state, shown, says }) => {
    const added = {
      net: Object.fromEntries(ids.map((id, at) => [id, shown.state.net[at]])),
      out: ids.filter((_, at) => shown.state.out[at]).sort(),
      first: ids[shown.state.first] ?? null,
      margin: shown.state.margin,
      axes: shown.state.axes,
    };
    const { status, headline, ...said } = await says;
    const sorted = ({ net, ...rest }) => ({ net: Object.fromEntries(Object.entries(net).sort()), ...rest });
    check(same(sorted(added), sorted(said)), `${name}: ${state} adds up to ${JSON.stringify(added)}, the program says ${JSON.stringify(said)}: ${shown.command}`);
    if (shown.state.status === 'complete') {
      const close = shown.state.margin !== null && shown.state.margin < model.close_call;
      const own = added.first === null ? 'none' : close ? 'close' : 'decided';
      check(own === status, `${name}: ${state} is called ${own}, the program says ${status}`);
    } else if (shown.state.status === 'proven') {
      check(shown.headline === headline, `${name}: ${state} shows ${shown.headline}, not ${headline}`);
    }
  };
  const asked = [];
  for (let tried = 0; tried < count; tried += 1) {
    const state = randomState(model, random);
    const shown = await page.evaluate((hash) => new Promise((done) => {
      const read = () => done({
        state: JSON.parse(document.getElementById('what-if-result').dataset.state),
        command: document.getElementById('what-if-command').textContent,
        headline: document.getElementById('what-if-headline').textContent,
      });
      addEventListener('hashchange', () => setTimeout(read), { once: true });
      location.hash = hash;
    }), `#try?${state}&n=${tried}`);
    asked.push({ state, shown, says: programSays(shown.command, axes) });
    if (asked.length > AT_ONCE) await compare(asked.shift());
  }
  for (const one of asked) await compare(one);
  await page.context().close();
  return count;
}

/** A link shows the same, the keyboard does everything, and what changes is announced. */
export async function addressAndKeyboard(browser, name, url) {
  const page = await open(browser, name, url);
  await page.locator('.chip input[type=radio]:checked').first().focus();
  await page.keyboard.press('ArrowRight');
  const status = page.locator('#what-if-result [role=status]');
  const text = await status.textContent();
  check(!text.includes('As answered'), `${name}: the keyboard chooses no answer`);
  const address = page.url();
  check(address.includes('#try?'), `${name}: the address does not hold the state: ${address}`);
  const again = await open(browser, name, address);
  check(await again.locator('#what-if-result [role=status]').textContent() === text, `${name}: a link shows another state`);
  await again.locator('#what-if-changes button').first().click();
  check((await status.textContent()) !== (await again.locator('#what-if-result [role=status]').textContent()), `${name}: a change cannot be undone`);
  check(!again.url().includes('#try?'), `${name}: the address keeps what was undone`);
  await again.context().close();
  await page.context().close();
}

/** Returns how long the page takes after a click until all is shown, in milliseconds: the median and the most. */
export async function clicks(browser, name, url) {
  const page = await open(browser, name, url);
  const times = await page.evaluate(() => [...document.querySelectorAll('.chip input')].map((input) => {
    const begun = performance.now();
    input.click();
    void document.body.offsetHeight;
    return performance.now() - begun;
  }).sort((a, b) => a - b));
  await page.context().close();
  return { median: times[Math.floor(times.length / 2)], most: times.at(-1), clicks: times.length };
}
