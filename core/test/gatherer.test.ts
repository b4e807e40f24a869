import fc from 'fast-check'
import t from 'tap'
import { Gatherer } from '../src/ledger/posting/gatherer.ts'

/** Somebody's task: what it locks, how much it is, and when it comes. */
interface Errand {
  readonly id: number
  readonly keys: readonly number[]
  readonly weight: number
}

const LIMITS = { lanes: 3, groupWeightMin: 5, groupWeightMax: 20, waitingWeightMax: 10_000 }
/** Who was overtaken so often is waited for; beside those who stood before it and are in flight. */
const OVERTAKEN_MAX = 16

const errand = fc.record({
  keys: fc.uniqueArray(fc.nat(5), { minLength: 0, maxLength: 3 }),
  weight: fc.nat(30),
})

/** Watches groups: nothing runs beside another with the same key, and nothing more than once. */
class Watch {
  readonly held = new Set<number>()
  readonly ended = new Map<number, number>()
  readonly begun: Errand[][] = []
  running = 0

  begin(group: readonly Errand[]): void {
    this.begun.push([...group])
    this.running += 1
    if (this.running > LIMITS.lanes) throw new Error(`${this.running} groups run on ${LIMITS.lanes} lanes`)
    const weight = group.reduce((sum, { weight }) => sum + weight, 0)
    if (group.length > 1 && weight > LIMITS.groupWeightMax)
      throw new Error(`a group of ${weight} is too heavy`)
    const keys = new Set(group.flatMap((one) => one.keys))
    for (const key of keys) {
      if (this.held.has(key)) throw new Error(`two groups hold ${key} at once`)
      this.held.add(key)
    }
    for (const { id } of group) this.ended.set(id, (this.ended.get(id) ?? 0) + 1)
  }

  end(group: readonly Errand[]): void {
    this.running -= 1
    for (const { keys } of group) for (const key of keys) this.held.delete(key)
  }
}

t.test('in whatever order groups end, each task is run once, alone with what it locks', async (t) => {
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.array(errand, { minLength: 1, maxLength: 60 }),
    fc.func(fc.integer({ min: 0, max: 9 })),
    async (scheduler, wishes, luck) => {
      const watch = new Watch()
      const gatherer = new Gatherer<Errand>(LIMITS, async (group) => {
        watch.begin(group)
        await scheduler.schedule(Promise.resolve(), `group of ${group.length}`)
        watch.end(group)
        if (luck(group.map(({ id }) => id)) === 0) throw new Error('a fault')
      })
      const answers: Promise<string>[] = []
      for (const [id, wish] of wishes.entries()) {
        scheduler.schedule(Promise.resolve(), `task ${id} comes`).then(() => {
          const added = gatherer.add({ task: { id, ...wish }, weight: wish.weight, keys: wish.keys })
          answers.push(
            added.then(
              () => 'done',
              () => 'failed',
            ),
          )
        })
      }
      await scheduler.waitIdle()
      const told = await Promise.all(answers)
      if (told.length !== wishes.length) throw new Error(`${told.length} of ${wishes.length} were answered`)
      for (const id of wishes.keys()) {
        if (watch.ended.get(id) !== 1) throw new Error(`task ${id} ran ${watch.ended.get(id) ?? 0} times`)
      }
      if (watch.running !== 0 || watch.held.size > 0) throw new Error('something is held for ever')
    },
  )
  const result = await fc.check(property, { numRuns: 150 })
  t.notOk(result.failed, fc.defaultReportMessage(result) ?? `seed ${result.seed}`)
})

t.test('whoever needs two things is not overtaken for ever by those who need one', async (t) => {
  const watch = new Watch()
  const ends: (() => void)[] = []
  const gatherer = new Gatherer<Errand>(LIMITS, async (group) => {
    watch.begin(group)
    await new Promise<void>((resolve) => {
      ends.push(resolve)
    })
    watch.end(group)
  })
  let next = 0
  const add = (keys: readonly number[], weight = 10) => {
    const id = next
    next += 1
    return gatherer.add({ task: { id, keys, weight }, weight, keys })
  }
  // Two lanes take turns, so that at no moment both things are free: one of them is always in flight.
  const all = [add([1]), add([2])]
  let isDone = false
  all.push(
    add([1, 2]).then(() => {
      isDone = true
    }),
  )
  let turns = 0
  for (; !isDone && turns < 200; turns += 1) {
    all.push(add([turns % 2 === 0 ? 1 : 2]))
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  t.ok(isDone, `the one that needs both was done after ${turns} turns`)
  const at = watch.begun.findIndex((group) => group.some(({ id }) => id === 2))
  t.ok(at <= OVERTAKEN_MAX + 2, `${at} groups went before it`)
  for (; ends.length > 0; await new Promise((resolve) => setImmediate(resolve))) ends.shift()?.()
  await Promise.all(all)
})

t.test('a lone caller waits for nobody; too much is turned away; a heavy one goes alone', async (t) => {
  const groups: number[][] = []
  const ends: (() => void)[] = []
  const gatherer = new Gatherer<number>({ ...LIMITS, waitingWeightMax: 50 }, async (group) => {
    groups.push([...group])
    await new Promise<void>((resolve) => {
      ends.push(resolve)
    })
  })
  const first = gatherer.add({ task: 1, weight: 1, keys: [] })
  t.same(groups, [[1]], 'it runs in the very turn in which it comes')
  const small = gatherer.add({ task: 2, weight: 1, keys: [] })
  t.same(groups, [[1]], 'another small one is not worth a lane of its own')
  const heavy = gatherer.add({ task: 3, weight: 40, keys: [] })
  t.same(groups, [[1]], 'a heavy one does not fit beside the small one, and does not overtake it')
  t.throws(() => gatherer.add({ task: 4, weight: 20, keys: [] }), { code: 'ledger.busy' })
  for (; ends.length > 0; await new Promise((resolve) => setImmediate(resolve))) ends.shift()?.()
  await Promise.all([first, small, heavy])
  t.same(groups, [[1], [2], [3]], 'it goes alone')
})
