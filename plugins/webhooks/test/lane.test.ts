import t from 'tap'
import { mayGo, type Waiting } from '../src/deliveries/lane.ts'
import { pauseMs } from '../src/deliveries/pause.ts'

const waiting = (id: number, subjects: string, notBefore = 0): Waiting => ({
  ...{ id, event: id, owner: 0, attempts: 0, forgiven: 0, stream: 'ledger', position: id, body: '{}' },
  subjects: subjects.split(' '),
  notBefore,
})
const goes = (rows: readonly Waiting[], busy: readonly number[] = [], most = 10) =>
  mayGo(rows, { now: 100, busy: new Map(busy.map((id) => [id, true])), most }).map(({ id }) => id)

t.test('a delivery waits for all before it that share a subject, and for nothing else', async (t) => {
  t.same(goes([waiting(1, 'a'), waiting(2, 'b'), waiting(3, 'a'), waiting(4, 'c')]), [1, 2, 4])
  t.same(
    goes([waiting(1, 'a'), waiting(2, 'a b'), waiting(3, 'b')]),
    [1],
    'what waits holds up what is behind it',
  )
  t.same(goes([waiting(1, 'a'), waiting(2, 'a'), waiting(3, 'b')], [1]), [3], 'one is on its way')
  t.same(goes([waiting(1, 'a', 200), waiting(2, 'a'), waiting(3, 'b')]), [3], 'one waits for its next try')
  t.same(goes([waiting(1, 'a'), waiting(2, 'b'), waiting(3, 'c')], [], 2), [1, 2])
})

t.test('pauses grow to the longest, never alike', async (t) => {
  const patience = { firstPauseSeconds: 2, longestPauseSeconds: 3_600 }
  const middle = [1, 2, 3, 12, 40].map((failures) => pauseMs(failures, patience, 0, 0.5))
  t.same(middle, [2_000, 4_000, 8_000, 3_600_000, 3_600_000])
  t.same(
    [0, 1].map((chance) => pauseMs(1, patience, 0, chance)),
    [1_600, 2_400],
  )
  for (const chance of [0, 0.5, 1]) {
    t.equal(pauseMs(1, patience, 60, chance), 60_000, 'as long as the answer asked for, never shorter')
  }
  t.equal(pauseMs(1, patience, 1e9, 0.5), 3_600_000, 'and no longer than the longest')
})
