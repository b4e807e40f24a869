import fc from 'fast-check'
import t from 'tap'
import { orderPlugins } from '../../core/src/app.ts'
import { verifyLedger } from '../../core/src/ledger/verify/verify-ledger.ts'
import { type Find, Fuzzer } from './fuzz/fuzzer.ts'
import { house, startGround } from './fuzz/ground.ts'
import { anyRequest } from './fuzz/requests.ts'
import { hangUp } from './fuzz/wire.ts'
import type { Wish } from './fuzz/wish.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? 1_000)
/** The same with each `npm test`, so that what fails there was broken since; `npm run fuzz` takes others. */
const seed = Number(process.env.FUZZ_SEED ?? 31)
const path = process.env.FUZZ_PATH
/** More at once help nobody. */
const FINDS_MAX = 40

const title = 'whatever is sent by whomever is answered as the description says, with no row of another owner'
t.test(title, { timeout: 0 }, async (t) => {
  const ground = await startGround(t)
  t.teardown(hangUp)
  const fuzzer = await Fuzzer.begin(ground)
  tell(`npm run fuzz -- --requests ${requests} --seed ${seed}`)
  const finds = path === undefined ? await allFinds(fuzzer) : await smallest(fuzzer, path)
  for (const { sentence } of finds) t.fail(sentence)
  const told = [...fuzzer.statuses].sort().map(([status, count]) => `${count} × ${status}`)
  tell(`${fuzzer.sent} requests were answered ${told.join(', ')}`)
  t.equal(({} as Record<string, unknown>).x, undefined, 'no prototype was changed')
  const { differences } = await verifyLedger(ground.database, orderPlugins({ plugins: house }))
  t.strictSame(differences, [], 'the record adds up')
})

/** Goes on after a fault, and tells each kind of it once. */
async function allFinds(fuzzer: Fuzzer): Promise<Find[]> {
  const finds = new Map<string, Find>()
  for (let left = requests, round = 0; left > 0 && finds.size < FINDS_MAX; round += 1) {
    const of = { seed: seed + round, numRuns: left, endOnFailure: true }
    let found: Find | undefined
    const property = fc.asyncProperty(anyRequest(fuzzer.description), async (wish: Wish) => {
      found = await fuzzer.try(wish)
      if (found !== undefined && !finds.has(found.key)) throw new Error(found.sentence)
    })
    const { failed, numRuns, counterexamplePath, errorInstance } = await fc.check(property, of)
    if (!failed) break
    if (found === undefined) throw errorInstance
    left -= numRuns
    const sentence = `${found.sentence}\n  again: --seed ${of.seed} --path ${counterexamplePath}`
    finds.set(found.key, { key: found.key, sentence })
    tell(sentence)
  }
  return [...finds.values()]
}

/** Sends one request that was told before, and the ever smaller ones that are answered as wrongly. */
async function smallest(fuzzer: Fuzzer, path: string): Promise<Find[]> {
  let last: Find | undefined
  const property = fc.asyncProperty(anyRequest(fuzzer.description), async (wish: Wish) => {
    const find = await fuzzer.try(wish)
    if (find === undefined) return
    last = find
    throw new Error(find.sentence)
  })
  await fc.check(property, { seed, path, numRuns: 1 })
  return last === undefined ? [] : [last]
}

/** At once, so that whoever fuzzes for an hour sees meanwhile what was found. */
function tell(words: string): void {
  process.stderr.write(`${words}\n`)
}
