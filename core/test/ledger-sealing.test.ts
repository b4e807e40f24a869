import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { orderPlugins } from '../src/app.ts'
import { newId } from '../src/database/ids.ts'
import { readSealKey, sealKeyOf } from '../src/home/seal-key.ts'
import { headText, parseHead } from '../src/ledger/sequence/head.ts'
import { sealNext } from '../src/ledger/sequence/sealing.ts'
import { keepPublicKey, sequence } from '../src/ledger/sequence/sequencer.ts'
import { type VerifyOptions, verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { readSettings } from '../src/settings.ts'
import { CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld } from './ledger-world.ts'

const key = sealKeyOf(generateKeyPairSync('ed25519').privateKey)

interface Placed {
  position: number
  movement: string
}

/** Where every movement stands, in the public order. */
function positions(world: LedgerWorld): Promise<Placed[]> {
  return world.query('select position::int, movement from ledger.position order by position')
}

async function receive(world: LedgerWorld, count: number, quantity = 1): Promise<void> {
  const told = { kind: 'receipt', from: SUPPLIER, to: world.a, quantity }
  const { body } = await world.post(Array.from({ length: count }, () => told))
  if (body.outcomes.some(({ status }: { status: string }) => status !== 'posted'))
    throw new Error('not posted')
}

/**
 * Everything posted so far gets its place. Transactions of the server's other databases hold the horizon as
 * well, so it may have to be waited for. @returns how many movements each run took
 */
async function placeAll(world: LedgerWorld, most?: number): Promise<number[]> {
  const taken: number[] = []
  for (let left = -1; left !== 0; ) {
    taken.push(await sequence(world.database, most))
    const [row] = await world.query<{ n: number }>(
      'select count(*)::int as n from ledger.movement where id not in (select movement from ledger.position)',
    )
    left = row!.n
  }
  return taken.filter((n) => n !== 0)
}

/** Everything posted so far gets its place and its seal. */
async function sealAll(world: LedgerWorld): Promise<void> {
  await keepPublicKey({ database: world.database, key })
  await placeAll(world)
  while ((await sealNext(world.database, key, true)).hasMore);
}

function verify(world: LedgerWorld, options: VerifyOptions = {}) {
  return verifyLedger(world.database, orderPlugins({}), options)
}

async function broken(world: LedgerWorld, options: VerifyOptions = {}): Promise<string[]> {
  const { differences } = await verify(world, options)
  return [...new Set(differences.map(({ invariant }) => invariant))].sort()
}

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

t.test('seals chain all positions; a head that was sent away proves the record later', async (t) => {
  const world = await startLedgerWorld(t)
  await keepPublicKey({ database: world.database, key })
  t.same(await sealNext(world.database, key, true), { positions: 0, hasMore: false }, 'nothing to seal yet')
  await receive(world, 10)
  await sealAll(world)
  await world.move({ from: world.a, to: world.b, quantity: 4, note: 'naïve ⚙' })
  await sealAll(world)
  const { data: seals } = await world.get('/ledger/seals')
  t.match(seals, [
    { position: 11, from: 11, movements: 1, lines: 1, key: key.id },
    { position: 10, from: 1, movements: 10, lines: 10, key: key.id },
  ])
  t.match(await world.get('/ledger/proof'), {
    lastPosition: 11,
    sealedPosition: 11,
    unsequenced: 0,
    waitingSince: null,
    head: seals[0].head,
    keys: [{ id: key.id }],
  })
  const head = parseHead(`The head of Tuesday:\n${seals[1].head}\n`)!
  t.equal(headText(head), seals[1].head)
  await receive(world, 3)
  await sealAll(world)
  t.match(await verify(world, { against: head }), { ok: true, sealedPosition: 14, seals: 3 })
  t.equal((await verify(world, { against: head, isByMonth: true })).ok, true)
  for (const other of [
    { ...head, hash: Buffer.alloc(32) },
    { ...head, position: 9 },
    { ...head, signature: Buffer.alloc(64) },
    { ...head, keyId: '0123456789abcdef' },
  ]) {
    t.same(await broken(world, { against: other }), ['ledger.head_is_in_the_chain'])
  }
  await t.test('two nodes that seal at once add one link', async (t) => {
    await receive(world, 2)
    await placeAll(world)
    const both = await Promise.all([1, 2, 3].map(() => sealNext(world.database, key, true)))
    t.same(both.map(({ positions }) => positions).sort(), [0, 0, 2])
    t.equal((await world.verify()).ok, true)
  })
})

const SEALED = 'ledger.sealed_is_as_it_was_sealed'
const BALANCE = 'ledger.balance_is_its_last_line'
const ARITHMETIC = 'ledger.after_is_before_and_quantity'

t.test('whatever is changed behind the ledger’s back is named', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 10, 5)
  await world.move({ from: world.a, to: world.b, quantity: 4 })
  await sealAll(world)
  await world.move({ kind: 'issue', from: world.b, to: CUSTOMER, quantity: 1 })
  const demand = { kind: 'order', id: newId() }
  await world.administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/allocations',
    payload: { mode: 'all', allocations: [{ act: 'allocate', demand, item: world.apple, quantity: 1 }] },
  })
  t.equal((await verify(world)).ok, true)
  const sealed = '(select movement from ledger.position where position = 3)'
  const unsealed = '(select id from ledger.movement where id not in (select movement from ledger.position))'
  const tampering: [string, string, string[]][] = [
    ['the note of a sealed movement', `update ledger.movement set note = 'x' where id = ${sealed}`, [SEALED]],
    [
      'the actor of a sealed movement',
      `update ledger.movement set actor = id where id = ${sealed}`,
      [SEALED],
    ],
    [
      'the quantity of a sealed line',
      `update ledger.line set quantity = quantity + 0.000001 where movement = ${sealed}`,
      [ARITHMETIC, SEALED],
    ],
    [
      'a sealed line and all after it, so that the figures add up',
      `update ledger.line set quantity = quantity + 1 where movement = ${sealed};
       update ledger.line set to_after = to_after + 1
          where to_bucket = (select bucket from ledger.balance order by 1 limit 1)
          and to_version >= 3;
       update ledger.line set from_after = from_after + 1
          where from_bucket = (select bucket from ledger.balance order by 1 limit 1);
       update ledger.balance set on_hand = on_hand + 1
          where bucket = (select bucket from ledger.balance order by 1 limit 1)`,
      [SEALED],
    ],
    [
      'the keyed quantity of a sealed line',
      `update ledger.line set keyed_quantity = 3 where movement = ${sealed}`,
      [SEALED],
    ],
    [
      'the owner of a sealed line',
      `update ledger.line set owner = owner + 1 where movement = ${sealed}`,
      ['ledger.line_moves_one_item', 'ledger.lines_and_movements_agree'],
    ],
    [
      'the balance after of a sealed line',
      `update ledger.line set to_after = to_after + 1 where movement = ${sealed}`,
      [ARITHMETIC],
    ],
    [
      'the place of a sealed line in its movement',
      `update ledger.line set n = 2 where movement = ${sealed}`,
      ['ledger.lines_are_numbered', SEALED],
    ],
    [
      'a sealed line, taken away',
      `delete from ledger.line where movement = ${sealed}`,
      [ARITHMETIC, 'ledger.lines_and_movements_agree', SEALED],
    ],
    [
      'an allocation',
      `insert into ledger.allocation (id, bucket, demand_kind, demand, quantity, owner)
       select gen_random_uuid(), bucket, 'order', gen_random_uuid(), 1, owner
        from ledger.balance order by bucket limit 1`,
      ['ledger.allocated_equals_allocations', 'ledger.allocations_are_what_became_of_them'],
    ],
    [
      'the demand of an allocation',
      "update ledger.allocation set demand = '00000000-0000-7000-8000-0000000000ff'",
      ['ledger.allocations_are_what_became_of_them'],
    ],
    [
      'the quantity of an allocation',
      'update ledger.allocation set quantity = quantity + 0.000001',
      ['ledger.allocated_equals_allocations', 'ledger.allocations_are_what_became_of_them'],
    ],
    [
      'an allocation, taken to a bucket that has no balance',
      'update ledger.allocation set bucket = 0',
      ['ledger.allocated_equals_allocations', 'ledger.allocations_are_what_became_of_them'],
    ],
    [
      'the quantity of a line that is not sealed yet',
      `update ledger.line set quantity = 2 where movement = ${unsealed}`,
      [ARITHMETIC],
    ],
    ['a balance', 'update ledger.balance set on_hand = on_hand + 1 where on_hand > 10', [BALANCE]],
    [
      'a position',
      'delete from ledger.position where position = 11',
      ['ledger.every_movement_has_its_position', SEALED],
    ],
    [
      'two positions, swapped',
      `update ledger.position set position = -3 where position = 3;
        update ledger.position set position = 3 where position = 4;
       update ledger.position set position = 4 where position = -3`,
      [SEALED],
    ],
    ['a seal', "update ledger.seal set digest = '\\x00'", [SEALED, 'ledger.seals_are_a_chain']],
    ['a signature', "update ledger.seal set signature = '\\x00'", ['ledger.seals_are_a_chain']],
  ]
  for (const [what, sql, expected] of tampering) {
    await tamper(t, world, { what, sql, expected })
  }
  t.equal((await verify(world)).ok, true)
})

/** Does it, looks who notices, and takes it back. */
async function tamper(
  t: Test,
  world: LedgerWorld,
  { what, sql, expected }: { what: string; sql: string; expected: string[] },
): Promise<void> {
  const kept = ['line', 'movement', 'balance', 'position', 'seal', 'allocation']
  await world.query(kept.map((name) => `create table public.kept_${name} as table ledger.${name}`).join(';'))
  await world.query(`set session_replication_role = replica; ${sql}`)
  t.strictSame(await broken(world), [...expected].sort(), what)
  t.strictSame(await broken(world, { isByMonth: true }), [...expected].sort(), `${what}, month by month`)
  await world.query(
    kept
      .map(
        (name) => `delete from ledger.${name};
          insert into ledger.${name} ${name === 'line' ? 'overriding system value' : ''} table public.kept_${name};
          drop table public.kept_${name}`,
      )
      .join(';'),
  )
  await world.query('set session_replication_role = origin')
}

t.test('the key is made once, for its owner alone; one that others may use stops the start', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'stowage-key-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const settings = readSettings({ STOWAGE_HOME: join(home, 'new') })
  const [made, twin] = await Promise.all([readSealKey(settings), readSealKey(settings)])
  const file = join(home, 'new', 'seal-key.pem')
  t.equal((await stat(file)).mode & 0o777, 0o600)
  t.equal(twin.id, made.id)
  t.equal((await readSealKey(settings)).id, made.id)
  const given = join(home, 'given.pem')
  await writeFile(given, await readFile(file), { mode: 0o600 })
  const own = readSettings({ STOWAGE_HOME: join(home, 'other'), STOWAGE_SEAL_KEY_FILE: given })
  t.equal((await readSealKey(own)).id, made.id)
  await t.rejects(stat(join(home, 'other')), 'nothing is made where a key is given')
  await chmod(given, 0o640)
  await t.rejects(readSealKey(own), { message: /Others on this machine may use .*\(640\).*chmod 600/ })
  await chmod(given, 0o600)
  await writeFile(given, 'not a key')
  await t.rejects(readSealKey(own), { message: /is no Ed25519 private key/ })
  await rm(given)
  await t.rejects(readSealKey(own), { message: /There is no file/ })
})

t.test('who may see the proof sees it; nobody but the ledger adds to it', async (t) => {
  const world = await startLedgerWorld(t)
  await receive(world, 2)
  await sealAll(world)
  const keyFor = async (payload: object) => {
    const { body } = await world.administrator.send({
      method: 'POST',
      url: '/api/v1/access/api-keys',
      payload,
    })
    return world.withKey(body.token)
  }
  const none = await keyFor({ name: 'none', permissions: ['ledger.balance.read'] })
  t.equal((await none.send({ url: '/api/v1/ledger/seals' })).status, 403)
  const [owner] = await world.query<{ id: string }>('select id from access.owner limit 1')
  const client = await keyFor({ name: 'client', permissions: ['ledger.proof.read'], owners: [owner!.id] })
  t.equal((await client.send({ url: '/api/v1/ledger/seals' })).body.data.length, 1)
  t.match((await client.send({ url: '/api/v1/ledger/proof' })).body, {
    status: 403,
    code: 'ledger.proof_staff_only',
  })
  for (const attempt of [
    `insert into ledger.position values (99, '${newId()}', now())`,
    'delete from ledger.seal',
    'update ledger.sequencer set last_position = 0',
    "select ledger.append_seal('guess', 3, 3, 1, '\\x00', '\\x00', '\\x00', '\\x00', 'k')",
    "select ledger.keep_seal_key('guess', '0123456789abcdef', 'k')",
    'select ledger.sequence_backlog(1)',
    'delete from ledger.swept',
  ]) {
    await t.rejects(world.database.appAll.raw(attempt), { code: '42501' }, attempt)
  }
})
