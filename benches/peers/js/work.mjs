// The work as JavaScript sees it, and how it is timed.
import { readFileSync } from 'node:fs'

export const load = path => JSON.parse(readFileSync(path))

// Repeats `work`, which does `count` things, for at least `seconds`.
export async function time (seconds, count, work) {
  const begin = performance.now()
  let repeated = 0
  do { await work(); repeated++ } while (performance.now() - begin < seconds * 1e3)
  console.log(JSON.stringify({ count: repeated * count, seconds: (performance.now() - begin) / 1e3 }))
}
