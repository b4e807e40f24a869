import pg from 'pg'
import t from 'tap'
import { sequence } from '../src/ledger/sequence/sequencer.ts'
import { startLedgerWorld } from './ledger-world.ts'
import { placeAll, positions, receive, sealAll } from './sequence-world.ts'

t.test('movements get dense positions in the order of their posting, and keep them', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 30)
  await placeAll(world)
  const first = await positions(world)
  t.same(
    first.map(({ position }) => position),
    Array.from({ length: 30 }, (_, n) => n + 1),
  )
  t.same(
    first.map(({ movement }) => movement),
    (await world.query<{ id: string }>('select id from ledger.movement order by at, id')).map(({ id }) => id),
  )
  t.equal(await sequence(world.database), 0, 'nothing is left')
  await receive(world, 5)
  await placeAll(world)
  t.same((await positions(world)).slice(0, 30), first)
  t.equal((await world.verify()).ok, true)
})

t.test(
  'sequencers on many nodes beside posters: each movement once, no gap, each bucket in its order',
  async (t) => {
    const world = await startLedgerWorld(t)
    await receive(world, 1, 1000)
    let isPosting = true
    const nodes = Array.from({ length: 3 }, async () => {
      while (isPosting) await sequence(world.database, 7)
    })
    const clients = Array.from({ length: 12 }, async (_, n) => {
      for (let i = 0; i < 15; i += 1) {
        await world.post([n % 2 === 0 ? { from: world.a, to: world.b } : { from: world.b, to: world.a }])
      }
    })
    await Promise.all(clients)
    isPosting = false
    await Promise.all(nodes)
    await placeAll(world)
    const [counts] = await world.query(
      `select (select count(*) from ledger.movement) = count(*) as all_placed,
        max(position) = count(*) as dense
       from ledger.position`,
    )
    t.same(counts, { all_placed: true, dense: true })
    const disordered = await world.query(
      `select from (select l.from_version, lag(l.from_version) over (order by p.position) as before
       from ledger.line l join ledger.position p using (movement) where l.from_bucket = (
         select from_bucket from ledger.line where from_after is not null
          limit 1)) v where from_version <= before`,
    )
    t.same(disordered, [], 'positions rise with the versions of a bucket')
    t.equal((await world.verify()).ok, true)
  },
)

t.test(
  'what an open transaction could still come before waits for it, and nothing is passed over',
  async (t) => {
    const world = await startLedgerWorld(t)
    const other = new pg.Client({ connectionString: world.adminUrl })
    await other.connect()
    await other.query('begin')
    await other.query('select pg_current_xact_id()')
    await receive(world, 3)
    t.equal(await sequence(world.database), 0, 'the horizon is held')
    t.equal((await world.get('/ledger/proof')).unsequenced, 3)
    t.equal((await world.verify()).ok, true, 'waiting is no difference')
    await other.query('rollback')
    await other.end()
    await placeAll(world)
    t.equal((await positions(world)).length, 3)
  },
)

t.test('a backlog is worked off in batches, and history with its own clock finds its place', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 40)
  t.same(await placeAll(world, 12), [12, 12, 12, 4])
  await receive(world, 30)
  await world.query(
    "update ledger.movement set at = at - interval '3 days' where at > (select max(at) from ledger.position)",
  )
  await world.query('delete from ledger.line where movement not in (select movement from ledger.position)')
  await placeAll(world, 12)
  const ordered = await world.query<{ id: string }>(
    'select m.id from ledger.movement m join ledger.position p on p.movement = m.id order by p.position',
  )
  t.equal(ordered.length, 70)
  const [row] = await world.query('select count(*)::int as n from ledger.position where position > 40')
  t.same(row, { n: 30 }, 'what is older but came later stands behind')
})

t.test('a record that was moved to another server goes on in its order', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 4)
  await placeAll(world)
  await receive(world, 3)
  // On the server before, transactions had counted much further.
  await world.query(
    "update ledger.movement set tx = '900000000' where id not in (select movement from ledger.position)",
  )
  await world.query("update ledger.sequencer set from_tx = '900000000'")
  await receive(world, 2)
  await placeAll(world)
  await receive(world, 1)
  await placeAll(world)
  t.equal((await positions(world)).length, 10)
  t.equal((await world.verify()).ok, true)
})

t.test('a node that is cut off in the middle leaves nothing half done', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 20)
  const node = new pg.Client({ connectionString: world.adminUrl })
  node.on('error', () => {})
  await node.connect()
  await node.query('begin')
  while ((await node.query('select ledger.sequence_movements(100) as n')).rows[0].n === 0);
  t.equal(await sequence(world.database), -1, 'another node is at it')
  const [{ pid }] = (await node.query('select pg_backend_pid() as pid')).rows
  await world.query('select pg_terminate_backend($1)', [pid])
  await sealAll(world)
  t.equal((await positions(world)).length, 20)
  t.equal((await world.verify()).ok, true)
})
