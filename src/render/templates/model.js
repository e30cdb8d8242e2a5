// Adds up the rules that hold, exactly as the program does: a set of options for each variable, a rule holds where no
// box in which it fails can be reached. Searches nothing, so it proves nothing about what is still open.
const Model = (() => {
  'use strict';
  // A set of up to 63 options as two numbers of 32 bits.
  const bits = (options) => {
    const set = [0, 0];
    for (const option of options) set[option >> 5] |= 1 << (option & 31);
    return set;
  };
  const all = (size) => bits(Array.from({ length: size }, (_, option) => option));
  const options = (set, size) => Array.from({ length: size }, (_, option) => option)
    .filter((option) => set[option >> 5] & (1 << (option & 31)));
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  const YES = bits([1]);
  const NO = bits([0]);

  const compiled = (boxes) => boxes.map((box) => box.map(([variable, passing]) => [variable, ...bits(passing)]));
  const meets = (boxes, sets) => boxes.some((box) => box.every(([variable, low, high]) =>
    (sets[variable][0] & low) | (sets[variable][1] & high)));

  /** Reads the rules from the data of a page. */
  function read(data) {
    const model = { ...data };
    model.sets = data.sets.map((set, variable) => (set ? bits(set) : all(data.sizes[variable])));
    model.weights = data.qualities.map((quality) => quality.weight);
    model.rules = [...data.points, ...data.vetoes];
    model.readers = data.sizes.map(() => []);
    for (const rule of model.rules) {
      rule.fails = compiled(rule.fails);
      for (const variable of new Set(rule.fails.flat().map(([variable]) => variable))) model.readers[variable].push(rule);
    }
    for (const question of data.questions) if (question.asked) question.asked = compiled(question.asked);
    return model;
  }

  const variables = (question) => (question.multi
    ? question.options.map((_, option) => question.first + option)
    : [question.first]);

  /** Adds a rule to the sums, or takes it out of them. */
  function count(sums, rule, weights, times) {
    if (rule.out) rule.out.forEach((index) => { sums.barred[index] += times; });
    else rule.points.forEach((given, index) => { sums.net[index] += times * given * weights[rule.quality]; });
  }

  /** Returns the rules that hold, and what they add up to. */
  function holding(model, sets, weights) {
    const sums = { holds: new Set(), net: model.architectures.map(() => 0), barred: model.architectures.map(() => 0) };
    for (const rule of model.rules) {
      if (meets(rule.fails, sets)) continue;
      sums.holds.add(rule);
      count(sums, rule, weights, 1);
    }
    return sums;
  }

  /** Returns the same for sets that differ in some variables: only the rules that read them are looked at. */
  function after(model, before, sets, changed, weights) {
    const sums = { net: [...before.net], barred: [...before.barred] };
    for (const rule of new Set(changed.flatMap((variable) => model.readers[variable]))) {
      const [held, holds] = [before.holds.has(rule), !meets(rule.fails, sets)];
      if (held !== holds) count(sums, rule, weights, holds ? 1 : -1);
    }
    return sums;
  }

  /** Returns who is first and second, and by how much. */
  function standings({ net, barred }) {
    const order = net.map((_, index) => index).filter((index) => !barred[index]);
    order.sort((a, b) => net[b] - net[a] || a - b);
    const [first, second] = order;
    return { order, first, second, margin: second === undefined ? null : net[first] - net[second] };
  }

  /** Returns who leads by the rules that hold, on each axis too, and how many questions are open. */
  function evaluate(model, sets, sums) {
    const { order, first, second, margin } = standings(sums);
    const best = (side) => order.find((index) => side.includes(index));
    const axes = model.axes.map(({ high, low }) => {
      const [yes, no] = [best(high), best(low)];
      if (yes === undefined || no === undefined) return { only: yes !== undefined ? 'yes' : no !== undefined ? 'no' : null };
      return { lead: sums.net[yes] - sums.net[no] };
    });
    const open = model.questions.filter((question) =>
      variables(question).some((variable) => options(sets[variable], model.sizes[variable]).length > 1)
      && !(question.asked && !meets(question.asked, sets))).length;
    return { net: sums.net, out: sums.barred.map((times) => times > 0), first, second, margin, axes, open };
  }

  /** Returns the sets that an answer leaves, variable by variable; null if it is none. As `--set` takes it. */
  function parse(model, question, text) {
    const words = text.split(',').filter((word) => word);
    const sizes = variables(question).map((variable) => model.sizes[variable]);
    const position = (word) => question.options.indexOf(word);
    if (text === 'unknown') return sizes.map(all);
    if (!question.multi) {
      const positions = words.map(position);
      return positions.length && !positions.includes(-1) ? [bits(positions)] : null;
    }
    if (text === 'none') return sizes.map(() => NO);
    const signed = words.length > 0 && words.every((word) => /^[+-]/.test(word));
    const ids = words.map((word) => (signed ? word.slice(1) : word));
    if (!words.length || ids.some((id) => position(id) < 0)) return null;
    const sets = sizes.map((size) => (signed ? all(size) : NO));
    ids.forEach((id, index) => { sets[position(id)] = signed && words[index][0] === '-' ? NO : YES; });
    return sets;
  }

  /** Returns an answer as `--set` takes it. */
  function text(model, question, sets) {
    const sizes = variables(question).map((variable) => model.sizes[variable]);
    if (sets.every((set, index) => same(set, all(sizes[index])))) return 'unknown';
    if (!question.multi) return options(sets[0], sizes[0]).map((option) => question.options[option]).join(',');
    const known = sets.every((set) => same(set, YES) || same(set, NO));
    const named = (wanted, sign) => question.options.filter((_, index) => same(sets[index], wanted)).map((id) => sign + id);
    if (known) return named(YES, '').join(',') || 'none';
    return [...named(YES, '+'), ...named(NO, '-')].join(',');
  }

  /** Returns an answer in the words of the questionnaire. */
  function words(model, question, sets) {
    if (text(model, question, sets) === 'unknown') return 'not known';
    const label = (option) => question.labels[option];
    if (!question.multi) return options(sets[0], model.sizes[question.first]).map(label).join(' or ');
    const yes = sets.flatMap((set, option) => (same(set, YES) ? [label(option)] : []));
    const known = sets.every((set) => same(set, YES) || same(set, NO));
    return (yes.join('; ') || 'none of them') + (known ? '' : '; others not known');
  }

  return { read, holding, after, standings, evaluate, parse, text, words, variables, same };
})();
