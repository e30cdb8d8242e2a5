// The what-if: any number of other answers and weights, kept in the address, so that a link shows the same.
(() => {
  'use strict';
  const { model: rules, proven, command } = JSON.parse(document.getElementById('page-data').textContent);
  const form = document.getElementById('what-if');
  if (!form) return;
  const model = Model.read(rules);
  const part = (name) => document.getElementById('what-if-' + name);
  const signed = (n) => (n > 0 ? '+' + n : n < 0 ? '−' + -n : '0');
  const points = (n) => `${n < 0 ? '−' + -n : n} point${Math.abs(n) === 1 ? '' : 's'}`;
  const element = (name, text) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const byId = new Map(model.questions.map((question) => [question.id, question]));
  const now = Model.evaluate(model, model.sets, Model.holding(model, model.sets, model.weights));
  const state = { sets: [...model.sets], weights: [...model.weights] };
  const verdicts = new Map(proven.changes.map(([question, answer, verdict]) => [`${question}=${answer}`, verdict]));

  const setsOf = (question, sets) => Model.variables(question).map((variable) => sets[variable]);
  const isChanged = (question) => Model.variables(question).some((variable) => !Model.same(state.sets[variable], model.sets[variable]));
  const changed = () => model.questions.filter(isChanged);
  const weighed = () => model.qualities.flatMap((quality, index) =>
    (state.weights[index] === model.weights[index] ? [] : [[quality, state.weights[index]]]));

  // ---- chips: what each of them sets

  const chips = [...form.querySelectorAll('.chip input')].map((input) => {
    const question = byId.get(input.name);
    const sets = Model.parse(model, question, input.value);
    const variables = Model.variables(question);
    // Of a multiple choice a chip sets only what it changes: so several go together.
    const own = variables.map((variable, index) => [variable, sets[index]]).filter(([variable, set]) =>
      !question.multi || !Model.same(set, model.sets[variable]));
    return { input, question, own };
  });
  const isOn = (chip) => chip.own.every(([variable, set]) => Model.same(state.sets[variable], set));
  const withChip = (chip, on) => {
    const sets = [...state.sets];
    for (const [variable, set] of chip.own) sets[variable] = on ? set : model.sets[variable];
    return sets;
  };

  const mark = (chip, sums) => {
    const sets = withChip(chip, !chip.question.multi || !isOn(chip));
    const changed = chip.own.map(([variable]) => variable);
    const then = Model.standings(Model.after(model, sums, sets, changed, state.weights));
    const label = chip.input.parentElement;
    // Most chips stay as they are: what is written again is laid out again.
    if (chip.first === then.first && chip.margin === then.margin) return;
    [chip.first, chip.margin] = [then.first, then.margin];
    const leader = model.architectures[then.first];
    const dot = label.querySelector('.dot');
    if (dot) {
      dot.setAttribute('class', `dot ${leader?.dot?.class ?? 'nobody'}`);
      dot.firstElementChild.setAttribute('d', leader?.dot?.d ?? '');
    }
    label.classList.toggle('close', then.margin !== null && then.margin < model.close_call);
    label.querySelector('.then').textContent =
      `: ${leader?.name ?? 'no candidate left'}${then.margin === null ? '' : ' ' + signed(then.margin)}`;
  };

  // ---- the result

  /** Returns the verdict that the program proved, if it proved one on just this. */
  const provenVerdict = () => {
    const questions = changed();
    if (weighed().length || questions.length > 1) return null;
    if (!questions.length) return proven.now;
    const [question] = questions;
    return verdicts.get(`${question.id}=${Model.text(model, question, setsOf(question, state.sets))}`) ?? null;
  };

  /** Says why nobody is left on a side of an axis, as the report does. */
  const nobodyFor = (candidates, answer) => {
    const names = candidates.map((index) => model.architectures[index].name);
    const last = names.pop();
    if (last === undefined) return `there is no candidate for “${answer}”`;
    return names.length ? `${names.join(', ')} and ${last} are ruled out` : `${last} is ruled out`;
  };

  const axisWords = ({ ask, high, low }, { lead, only }) => {
    const title = ask.replace(/\?$/, '');
    if (only === null) return `${title}: every candidate is ruled out`;
    if (only) return `${title}: ${only}, since ${only === 'yes' ? nobodyFor(low, 'no') : nobodyFor(high, 'yes')}`;
    const close = Math.abs(lead) < model.close_call ? ', a close call' : '';
    return lead === 0 ? `${title}: level` : `${title}: ${lead > 0 ? 'yes' : 'no'} by ${points(Math.abs(lead))}${close}`;
  };

  /** Returns who and how firm and the sentences on it, of what the page added up itself. */
  const added = (then) => {
    const name = (index) => model.architectures[index].name;
    const sentences = model.axes.map((axis, index) => axisWords(axis, then.axes[index]));
    if (then.first === undefined) return { who: 'No candidate is possible', what: '', sentences: [] };
    const lead = then.second === undefined ? 'the only candidate left'
      : then.margin === 0 ? `level with ${name(then.second)}` : `${points(then.margin)} ahead of ${name(then.second)}`;
    if (then.open) {
      const open = then.open === 1 ? 'one question is' : `${then.open} questions are`;
      sentences.push(`By the rules that hold. That is not proven while ${open} open: the command below does it.`);
      return { who: name(then.first), what: lead, sentences };
    }
    sentences.push('Every question is answered, so this is the verdict.');
    const close = then.margin !== null && then.margin < model.close_call;
    return { who: name(then.first), what: `${close ? 'close' : 'decided'}, ${lead}`, sentences };
  };

  const quoted = (word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
  const commandLine = () => [
    command,
    ...changed().map((question) => `--what-if ${quoted(`${question.id}=${Model.text(model, question, setsOf(question, state.sets))}`)}`),
    ...weighed().map(([quality, weight]) => `--weight ${quality.id}=${weight}`),
  ].join(' ');

  const rows = [...part('rows').rows];
  const bar = (rect, place, net) => {
    const [from, to] = [place(0), place(net)];
    rect.setAttribute('x', Math.min(from, to) + '%');
    rect.setAttribute('width', Math.abs(to - from) + '%');
  };
  const showNets = (then) => {
    const nets = [...then.net, ...now.net, 0];
    const [least, most] = [Math.min(...nets), Math.max(...nets, Math.min(...nets) + 1)];
    const place = (net) => 4 + ((net - least) / (most - least)) * 92;
    rows.forEach((row, index) => {
      const [net, was] = [then.net[index], now.net[index]];
      const [zero, before, after] = row.querySelector('svg').children;
      zero.setAttribute('x1', place(0) + '%');
      zero.setAttribute('x2', place(0) + '%');
      bar(before, place, was);
      bar(after, place, net);
      row.classList.toggle('first', index === then.first);
      row.classList.toggle('out', then.out[index]);
      row.cells[2].replaceChildren(signed(net));
      if (then.out[index]) row.cells[2].append(' ', element('small', 'ruled out'));
      else if (net !== was) row.cells[2].append(' ', element('small', `${signed(net - was)} with this`));
    });
  };

  const undo = (text, act) => {
    const item = element('li', text + ' ');
    const button = element('button', 'Undo');
    button.type = 'button';
    button.className = 'small';
    button.setAttribute('aria-label', `Undo: ${text}`);
    button.addEventListener('click', () => { act(); show(); part('result').querySelector('button').focus(); });
    item.append(button);
    return item;
  };
  const showChanges = () => {
    const answers = changed().map((question) => undo(`${question.ask} ${Model.words(model, question, setsOf(question, state.sets))}`, () => {
      Model.variables(question).forEach((variable) => { state.sets[variable] = model.sets[variable]; });
    }));
    const weights = weighed().map(([quality, weight]) => undo(`${quality.name}: weight ${weight}`, () => {
      const index = model.qualities.indexOf(quality);
      state.weights[index] = model.weights[index];
    }));
    part('changes').replaceChildren(...answers, ...weights);
  };

  /** Says what the program proved in its words, else what the page added up. */
  const showVerdict = (then) => {
    const found = provenVerdict();
    const own = added(then);
    const [who, what, sentences] = found
      ? [proven.texts[found[0]], proven.texts[found[1]], found[2].map((text) => proven.texts[text])]
      : [own.who, own.what, own.sentences];
    const headline = part('headline');
    headline.querySelector('.who').textContent = who;
    headline.querySelector('.between').textContent = what ? ': ' : '';
    headline.querySelector('.what').textContent = what;
    part('explanation').replaceChildren(...sentences.map((text) => element('p', text)));
    const count = changed().length + weighed().length;
    const moved = then.first !== now.first;
    part('change').textContent = !count ? 'As answered' : `${count === 1 ? 'One change' : `${count} changes`}: ${moved ? 'another one leads' : 'the same one leads'}`;
    part('result').classList.toggle('flipped', moved);
    part('bar').textContent = count ? `${who}${what ? ': ' + what : ''}` : '';
    part('bar').hidden = !count;
    // For who reads the page with a program.
    part('result').dataset.state = JSON.stringify({ ...then, status: found ? 'proven' : then.open ? 'added' : 'complete' });
  };

  function show() {
    const sums = Model.holding(model, state.sets, state.weights);
    const then = Model.evaluate(model, state.sets, sums);
    chips.forEach((chip) => { chip.input.checked = isOn(chip); mark(chip, sums); });
    form.querySelectorAll('input[type=range]').forEach((slider) => {
      const index = model.qualities.findIndex((quality) => `weight.${quality.id}` === slider.name);
      slider.value = state.weights[index];
      slider.nextElementSibling.textContent = state.weights[index];
    });
    showVerdict(then);
    showNets(then);
    showChanges();
    part('command').textContent = commandLine();
    remember();
  }

  // ---- the address

  const PREFIX = '#try?';
  const remember = () => {
    const params = new URLSearchParams();
    changed().forEach((question) => params.set(question.id, Model.text(model, question, setsOf(question, state.sets))));
    weighed().forEach(([quality, weight]) => params.set(`weight.${quality.id}`, weight));
    const wanted = [...params].length ? PREFIX + params : location.hash.startsWith(PREFIX) ? '#change' : location.hash;
    if (wanted !== location.hash) history.replaceState(null, '', wanted);
  };
  const recall = () => {
    if (!location.hash.startsWith(PREFIX)) return false;
    state.sets = [...model.sets];
    state.weights = [...model.weights];
    for (const [name, value] of new URLSearchParams(location.hash.slice(PREFIX.length))) {
      const quality = model.qualities.findIndex(({ id }) => `weight.${id}` === name);
      const question = byId.get(name);
      if (quality >= 0 && /^[0-5]$/.test(value)) state.weights[quality] = Number(value);
      const sets = question && Model.parse(model, question, value);
      if (sets) Model.variables(question).forEach((variable, index) => { state.sets[variable] = sets[index]; });
    }
    return true;
  };

  // ---- what a person does

  form.addEventListener('change', ({ target }) => {
    const chip = chips.find(({ input }) => input === target);
    // A slider has told of each of its steps already.
    if (!chip) return;
    state.sets = withChip(chip, target.checked);
    show();
  });
  form.addEventListener('input', ({ target }) => {
    if (target.type !== 'range') return;
    const index = model.qualities.findIndex((quality) => `weight.${quality.id}` === target.name);
    state.weights[index] = Number(target.value);
    show();
  });
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    state.sets = [...model.sets];
    state.weights = [...model.weights];
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', () => {
    if (recall()) show();
  });

  // What is folded is printed only where it is a reason or a source.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details.printed:not([open])')];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => opened.forEach((details) => { details.open = false; }));

  chips.forEach(({ input }) => { input.disabled = false; });
  for (const hidden of [part('result'), ...document.querySelectorAll('.scripted')]) hidden.hidden = false;
  const recalled = recall();
  show();
  if (recalled) document.getElementById('change').scrollIntoView();
})();
