// Situations in, sums and holding rules out: json-rules-engine, ZEN's decision table, a plain loop.
// node evaluate.mjs PEER FOLDER RULES
import { load, time } from './work.mjs'

const [peer, folder, size] = process.argv.slice(2)
const model = load(`${folder}/rules_${size}.json`)
const situations = load(`${folder}/situations_${size}.json`)
const facts = situations.answers.map(answers =>
  Object.fromEntries(model.questions.map((question, i) => [question.id, question.options[answers[i]]])))

const makers = {
  plain: () => said => {
    const holding = []
    for (let rule = 0; rule < model.rules.length; rule++) {
      let holds = true
      for (const [question, options] of model.rules[rule].when) {
        if (!options.includes(said[question])) { holds = false; break }
      }
      if (holds) holding.push(rule)
    }
    return holding
  },

  'json-rules-engine': async () => {
    const { Engine } = await import('json-rules-engine')
    const engine = new Engine(model.rules.map((rule, index) => ({
      conditions: { all: rule.when.map(([fact, value]) => ({ fact, operator: 'in', value })) },
      event: { type: 'points', params: { index } }
    })))
    return async said => (await engine.run(said)).events.map(event => event.params.index)
  },

  zen: async () => {
    const { ZenEngine } = await import('@gorules/zen-engine')
    const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(table())))
    return async said => ((await decision.evaluate(said)).result ?? []).map(row => row.rule)
  }
}

// A decision table that collects the numbers of the rules that hold.
function table () {
  const inputs = model.questions.map(({ id }) => ({ id: `in-${id}`, name: id, field: id }))
  const rules = model.rules.map((rule, index) => ({
    _id: rule.id,
    ...Object.fromEntries(inputs.map(input => [input.id, ''])),
    ...Object.fromEntries(rule.when.map(([question, options]) =>
      [`in-${question}`, options.map(option => JSON.stringify(option)).join(', ')])),
    out: String(index)
  }))
  const content = { hitPolicy: 'collect', inputs, outputs: [{ id: 'out', name: 'rule', field: 'rule' }], rules }
  return {
    nodes: [
      { id: 'request', name: 'request', type: 'inputNode', content: {} },
      { id: 'table', name: 'table', type: 'decisionTableNode', content },
      { id: 'response', name: 'response', type: 'outputNode', content: {} }
    ],
    edges: [
      { id: 'to', sourceId: 'request', targetId: 'table' },
      { id: 'from', sourceId: 'table', targetId: 'response' }
    ]
  }
}

const points = model.rules.map(rule => model.architectures.map(id => rule.points[id]))
const holding = await makers[peer]()

async function assess (situation) {
  const rules = await holding(facts[situation])
  const nets = model.architectures.map(() => 0)
  for (const rule of rules) for (let a = 0; a < nets.length; a++) nets[a] += points[rule][a]
  return nets
}

const checked = Math.min(200, Math.max(2, Math.floor(20000 / model.rules.length)))
for (let situation = 0; situation < checked; situation++) {
  const nets = await assess(situation)
  if (String(nets) !== String(situations.nets[situation])) throw new Error(`situation ${situation} adds up differently`)
}
const some = peer === 'plain' ? 200 : Math.max(1, Math.floor(2000 / model.rules.length))
await time(0.3, some, async () => { for (let i = 0; i < some; i++) await assess(i) })
