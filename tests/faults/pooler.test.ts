import t from 'tap'
import { whyNoOwnSessions, whyNotOwn } from '../../core/src/database/own-sessions.ts'
import { lookAtDatabase } from '../../core/src/doctor/look-at-database.ts'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage } from '../platform/node-process.ts'
import { type PoolerHabits, startPooler } from './stand-in-pooler.ts'

const { env, access, adminUrl, query } = await makeNodeHome(t)

/** The address of the database behind a pooler of these habits. */
async function behindPooler(habits: PoolerHabits): Promise<string> {
  const pooler = await startPooler(new URL(adminUrl), habits)
  t.teardown(() => pooler.close())
  return Object.assign(new URL(adminUrl), { port: String(pooler.port) }).href
}

t.test('PostgreSQL itself gives each connection a session of its own', async (t) => {
  t.equal(await whyNoOwnSessions(adminUrl), undefined)
  t.equal(
    await whyNoOwnSessions(adminUrl.replace(/[^/]+$/, 'nowhere')),
    undefined,
    'others have that sentence',
  )
})

t.test('a pooler that hands sessions on is refused before anything is locked or changed', async (t) => {
  const url = await behindPooler({ handsOn: true })
  t.match(await whyNoOwnSessions(url), /hands sessions on/)
  const before = await query('select count(*) from core.migration')
  const args = ['start', '--accept-data-loss', '--no-demo']
  const { code, stderr } = await runStowage({ args, env: { ...env, DATABASE_URL: url } })
  t.not(code, 0)
  t.match(stderr, /A pooler stands between.*hands sessions on.*Give the address of PostgreSQL itself/s)
  t.same(await query('select count(*) from core.migration'), before)
  t.same(await query("select 1 from pg_locks where locktype = 'advisory'"), [])
})

t.test('so is one that drops or refuses what a session asks for', async (t) => {
  t.match(await whyNoOwnSessions(await behindPooler({})), /drops the settings/)
  const url = await behindPooler({ refusesOptions: true })
  t.match(await whyNoOwnSessions(url), /takes no settings.*unsupported startup parameter/)
})

t.test('the doctor tells it as well', async (t) => {
  const found = await lookAtDatabase({
    adminUrl: await behindPooler({ handsOn: true }),
    access,
    now: Date.now,
  })
  t.match(
    found.find(({ sentence }) => /pooler/.test(sentence)),
    { check: 'database', mend: /PostgreSQL itself/ },
  )
})

t.test('one that gives each query the next free server is found out as well', async (t) => {
  const seen = [101, 102, 103, 104].map((pid, n) => ({ word: n % 2 ? 'other' : 'one', pid, said: null }))
  t.match(whyNotOwn(seen), /hands sessions on/)
})
