// The what-if: shows results that were computed ahead. It decides nothing by itself.
(() => {
  'use strict';
  const data = JSON.parse(document.getElementById('what-if-data').textContent);
  const form = document.getElementById('what-if');
  if (!form) return;
  const part = (name) => document.getElementById('what-if-' + name);
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  const signed = (n) => (n > 0 ? '+' + n : n < 0 ? '−' + -n : '0');
  const place = (net) => data.places[net - data.least];

  const questions = part('question');
  for (const flips of [true, false]) {
    const group = element('optgroup');
    group.label = flips ? 'An answer can change the winner' : 'No answer changes it by itself';
    data.questions.forEach((question, index) => {
      if (question.flips !== flips) return;
      const option = element('option', question.ask);
      option.value = index;
      group.append(option);
    });
    if (group.children.length) questions.append(group);
  }

  const bar = (rect, net) => {
    const [from, to] = [place(0), place(net)];
    rect.setAttribute('x', Math.min(from, to) + '%');
    rect.setAttribute('width', Math.abs(to - from) + '%');
  };

  const show = (question, answer) => {
    const then = answer.now ? data.now : answer.then;
    const headline = part('headline');
    headline.querySelector('.who').textContent = then.headline.who;
    headline.querySelector('.between').textContent = then.headline.between;
    headline.querySelector('.what').textContent = then.headline.what;
    part('change').textContent = answer.now
      ? 'As answered'
      : answer.flips ? 'This answer changes the winner' : 'The winner stays the same';
    form.classList.toggle('flipped', answer.flips);
    part('explanation').replaceChildren(...then.explanation.map((text) => element('p', text)));
    part('command').textContent = answer.now ? 'archwise advise …' : `archwise advise … --set ${question.id}=${answer.set}`;
    [...part('rows').rows].forEach((row, index) => {
      const [net, was] = [then.net[index], data.now.net[index]];
      const [zero, before, after] = row.querySelector('svg').children;
      zero.setAttribute('x1', place(0) + '%');
      zero.setAttribute('x2', place(0) + '%');
      bar(before, was);
      bar(after, net);
      row.classList.toggle('first', data.architectures[index] === then.first);
      row.classList.toggle('out', then.out[index]);
      row.cells[2].replaceChildren(signed(net));
      if (then.out[index]) row.cells[2].append(' ', element('small', 'ruled out'));
      else if (net !== was) row.cells[2].append(' ', element('small', signed(net - was)));
    });
  };

  const ask = () => {
    const question = data.questions[questions.value];
    part('answers').replaceChildren(...question.answers.map((answer, index) => {
      const label = element('label');
      const radio = element('input');
      radio.type = 'radio';
      radio.name = 'answer';
      radio.value = index;
      radio.checked = answer.now;
      const text = element('span', answer.label);
      if (answer.now) text.append(' ', element('span', 'now', 'tag'));
      if (answer.flips) text.append(' ', element('span', '→ ' + (answer.then.first || 'nobody'), 'tag strong'));
      label.append(radio, text);
      return label;
    }));
    show(question, question.answers.find((answer) => answer.now));
  };

  questions.addEventListener('change', ask);
  part('answers').addEventListener('change', (event) => {
    const question = data.questions[questions.value];
    show(question, question.answers[event.target.value]);
  });
  form.addEventListener('reset', () => setTimeout(ask));
  form.addEventListener('submit', (event) => event.preventDefault());
  ask();
  form.hidden = false;

  // On paper nothing can be opened.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((details) => { details.open = false; }));
})();
