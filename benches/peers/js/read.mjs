// Answer files from disk, parsed by js-yaml. node read.mjs FOLDER
import { readFileSync, readdirSync } from 'node:fs'
import { load } from 'js-yaml'
import { time } from './work.mjs'

const folder = `${process.argv[2]}/answers`
const files = readdirSync(folder).sort().map(name => `${folder}/${name}`)
await time(0, files.length, () => {
  for (const file of files) {
    if (Object.keys(load(readFileSync(file, 'utf8')).answers).length !== 25) throw new Error(file)
  }
})
