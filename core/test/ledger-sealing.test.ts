import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { orderPlugins } from '../src/app.ts'
import { newId } from '../src/database/ids.ts'
import { readSealKey } from '../src/home/seal-key.ts'
import { headText, parseHead } from '../src/ledger/sequence/head.ts'
import { sealNext } from '../src/ledger/sequence/sealing.ts'
import { keepPublicKey } from '../src/ledger/sequence/sequencer.ts'
import { type VerifyOptions, verifyLedger } from '../src/ledger/verify/verify-ledger.ts'
import { readSettings } from '../src/settings.ts'
import { CUSTOMER, type LedgerWorld, startLedgerWorld } from './ledger-world.ts'
import { key, placeAll, receive, sealAll } from './sequence-world.ts'

const SEALED = 'ledger.sealed_is_as_it_was_sealed'
const BALANCE = 'ledger.balance_is_its_last_line'
const ARITHMETIC = 'ledger.after_is_before_and_quantity'

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

function verify(world: LedgerWorld, options: VerifyOptions = {}) {
  return verifyLedger(world.database, orderPlugins({}), options)
}

async function broken(world: LedgerWorld, options: VerifyOptions = {}): Promise<string[]> {
  const { differences } = await verify(world, options)
  return [...new Set(differences.map(({ invariant }) => invariant))].sort()
}

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
  const bringBack = (name: string) => `
    delete from ledger.${name};
    insert into ledger.${name} ${name === 'line' ? 'overriding system value' : ''}
      table public.kept_${name};
    drop table public.kept_${name}`
  await world.query(kept.map(bringBack).join(';'))
  await world.query('set session_replication_role = origin')
}
