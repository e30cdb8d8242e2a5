// Random rulebooks with everything in them that a rule can say: as JSON, which is YAML as well.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { work } from './open.mjs';
import { numbers } from './what-if.mjs';

/** Writes a rulebook and an answers file of a size; returns the arguments that use them. */
export function randomRulebook(seed, { architectures, questions, options, rules, known = 0.5 }) {
  const random = numbers(seed);
  const ids = (prefix, count) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);
  const candidates = ids('arch-', architectures);
  const half = (at) => candidates.filter((_, index) => (index >> at) & 1);
  const axis = (at) => ({ id: `axis-${at}`, ask: `Axis ${at}?`, high: half(at), low: candidates.filter((id) => !half(at).includes(id)) });
  const asked = ids('q', questions).map((id) => {
    const kind = random.one(['ordinal', 'nominal', 'multi', 'number']);
    const count = Math.max(2, random.below(options) + 1);
    const choices = ids(`${id}-o`, count).map((option, at) => (kind === 'number' ? { id: option, label: option, from: at * 10 } : { id: option, label: option }));
    return { id, ask: `What of ${id}?`, kind, options: choices };
  });
  const test = () => {
    const question = random.one(asked);
    const option = () => random.one(question.options).id;
    if (question.kind === 'multi') return { [question.id]: { [random.one(['includes', 'excludes'])]: option() } };
    const ordered = ['ordinal', 'number'].includes(question.kind);
    if (ordered && random.below(2)) return { [question.id]: { [random.one(['at_least', 'at_most'])]: option() } };
    return { [question.id]: [...new Set([option(), option()])] };
  };
  const when = (depth = 0) => {
    const kind = random.below(depth > 1 ? 1 : 4);
    if (kind === 1) return { any: [when(depth + 1), when(depth + 1)] };
    if (kind === 2) return { all: [when(depth + 1), when(depth + 1)] };
    return kind === 3 ? { not: when(depth + 1) } : test();
  };
  // What is asked depends only on what is asked before it.
  asked.slice(1).forEach((question, at) => {
    const before = asked[random.below(at + 1)];
    if (!random.below(5) && before.kind !== 'multi') question.ask_when = { [before.id]: random.one(before.options).id };
  });
  const points = () => ({ [random.one(candidates)]: 1 + random.below(5), ...Object.fromEntries(random.some(candidates, 0.5).map((id) => [id, -1 - random.below(5)])) });
  const effect = () => (random.below(12) ? { points: points() } : { rules_out: [random.one(candidates)] });
  const qualities = ids('quality-', 4);
  const rule = (id) => {
    const branches = () => ({ first_of: [{ when: when(), points: points(), because: 'One.' }, { when: when(), points: points(), because: 'Two.' }] });
    const body = random.below(6) ? { when: when(), ...effect(), because: 'Because.' } : branches();
    return { id, ...(body.rules_out ? {} : { quality: random.one(qualities) }), ...body };
  };
  const rulebook = {
    rulebook: { id: `random-${seed}`, version: '1.0.0', title: 'Random', close_call: 4 },
    axes: [axis(0), axis(1)].filter(({ high, low }) => high.length && low.length),
    architectures: candidates.map((id) => ({ id, name: id, summary: 'One.' })),
    qualities: qualities.map((id) => ({ id, name: id, about: 'One.' })),
    questions: asked,
    rules: ids('rule-', rules).map(rule),
  };
  const path = join(work, `random-${seed}.yaml`);
  writeFileSync(path, JSON.stringify(rulebook));
  const answers = Object.fromEntries(random.some(asked, known).filter(({ ask_when: isPartial }) => !isPartial).map(({ id, kind, options: choices }) => {
    const option = random.one(choices).id;
    return [id, kind === 'multi' ? [option] : option];
  }));
  const file = join(work, `answers-${seed}.yaml`);
  writeFileSync(file, JSON.stringify({ archwise: 1, title: `Random ${seed}`, answers }));
  return ['--rules', path, file];
}
