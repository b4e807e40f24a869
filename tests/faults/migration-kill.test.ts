import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { makeNodeHome } from '../platform/node-database.ts'
import { runStowage, spawnStowage } from '../platform/node-process.ts'
import { roundsOf } from './rounds.ts'
import { UNSAFE } from './servers.ts'

const kills = roundsOf('migrations', 1)

t.test('whoever makes the tables is killed, and the next one goes on where he was', async (t) => {
  const { adminUrl, env: given, access, query } = await makeNodeHome(t)
  const name = `${access.database}_empty`
  const url = adminUrl.replace(/[^/]+$/, name)
  await query(`create database ${name}`)
  t.teardown(() => query(`drop database ${name} with (force)`))
  const env = { ...given, DATABASE_URL: url }
  const empty = new pg.Client({ connectionString: url })
  await empty.connect()
  t.teardown(() => empty.end())
  const ran = async () => {
    const { rows } = await empty.query("select to_regclass('core.migration') is not null as is_made")
    if (!rows[0].is_made) return 0
    return (await empty.query('select count(*)::int as n from core.migration')).rows[0].n as number
  }
  for (let kill = 0; kill < kills; kill += 1) {
    const before = await ran()
    const child = spawnStowage({ args: ['migrate', UNSAFE], env })
    const ended = new Promise((resolve) => child.once('close', resolve))
    // Into the middle of one: as soon as another has run.
    while (child.exitCode === null && (await ran()) === before) await pause(1)
    await pause(Math.random() * 20)
    child.kill('SIGKILL')
    await ended
    t.comment(`killed after ${(await ran()) - before} more migrations`)
  }
  const whole = await runStowage({ args: ['migrate', UNSAFE], env })
  t.equal(whole.code, 0, whole.stdout + whole.stderr)
  t.strictSame((await empty.query(SHAPE)).rows, await query(SHAPE), 'it is as if nobody had been killed')
})

/** Tables, columns, indexes and functions, but partitions of months, which the start makes. */
const SHAPE = `
  select n.nspname as schema, c.relkind::text as kind, count(*)::int as count,
         sum((select count(*) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0))::int as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname !~ '^pg_|information_schema' and not c.relispartition
   group by 1, 2
  union all
  select n.nspname, 'f', count(*)::int, 0 from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where n.nspname !~ '^pg_|information_schema' group by 1, 2
   order by 1, 2`
