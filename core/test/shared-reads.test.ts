import t from 'tap'
import { SharedReads } from '../src/http/shared-reads.ts'

t.test(
  'who asks while the same is being read shares the next reading, and nobody gets an older answer',
  async (t) => {
    const reads = new SharedReads<number>()
    const ends: (() => void)[] = []
    let begun = 0
    const reading = () => {
      begun += 1
      const mine = begun
      return new Promise<number>((resolve) => ends.push(() => resolve(mine)))
    }
    const first = reads.read('stock', reading)
    const others = [1, 2, 3].map(() => reads.read('stock', reading))
    const stranger = reads.read('stock of another owner', reading)
    t.equal(begun, 2, 'the first and the stranger are being read')
    ends[0]!()
    t.equal(await first, 1)
    await Promise.resolve()
    ends[1]!()
    t.equal(await stranger, 2)
    await new Promise(setImmediate)
    t.equal(begun, 3, 'one more reading for all three that came meanwhile')
    ends[2]!()
    t.same(await Promise.all(others), [3, 3, 3])
    const late = reads.read('stock', reading)
    t.equal(begun, 4, 'with nobody at it, a question begins at once')
    ends[3]!()
    t.equal(await late, 4)
  },
)

t.test('a reading that fails fails for those who share it, and the next one is read anew', async (t) => {
  const reads = new SharedReads<string>()
  const failing = reads.read('stock', () => Promise.reject(new Error('the database is away')))
  const next = reads.read('stock', () => Promise.resolve('again'))
  await t.rejects(failing, /away/)
  t.equal(await next, 'again')
})
