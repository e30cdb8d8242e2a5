// A whole process: rulebook and answers as YAML in, JSON out. node process.mjs RULES ANSWERS
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'

const [book, { answers }] = process.argv.slice(2).map(path => load(readFileSync(path, 'utf8')))
const nets = Object.fromEntries(book.architectures.map(({ id }) => [id, 0]))
const held = book.rules.filter(rule =>
  Object.entries(rule.when).every(([question, options]) => options.includes(answers[question])))
for (const rule of held) for (const [id, points] of Object.entries(rule.points)) nets[id] += points
console.log(JSON.stringify({
  nets,
  arguments: held.map(({ id, quality, points, because }) => ({ rule: id, quality, points, because }))
}))
