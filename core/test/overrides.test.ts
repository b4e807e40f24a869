import { definePlugin, type Guard, type Refusal } from '@stowage/sdk'
import t, { type Test } from 'tap'
import type { Caller } from '../src/testing/start-platform.ts'
import { CUSTOMER, type LedgerWorld, SUPPLIER, startLedgerWorld, type Told } from './ledger-world.ts'

const COLD = 'climate.warm'
const HEAVY = 'climate.heavy'
const SHUT = 'climate.shut'
const MAY = 'climate.warmth.override'

/** Refuses by the movement's note: cold goods with a way past it, closed doors without. */
const guard: Guard = {
  judge({ note }): Refusal | readonly Refusal[] | undefined {
    const all = {
      cold: { code: COLD, facts: { degrees: 12 }, overridableBy: MAY },
      heavy: { code: HEAVY, facts: {}, overridableBy: MAY },
      shut: { code: SHUT, facts: {} },
    }
    return (note ?? '').split(' ').flatMap((word) => all[word as keyof typeof all] ?? [])
  },
}

const climate = definePlugin({
  name: 'climate',
  version: '1.0.0',
  requires: { plugins: { ledger: '^0.1.0' } },
  permissions: { [MAY]: 'Put cold goods into warm places' },
  errors: {
    [COLD]: { status: 422, message: 'It is {degrees} degrees there; take a cold place.' },
    [HEAVY]: { status: 422, message: 'It is too heavy for this place; take another.' },
    [SHUT]: { status: 422, message: 'The door is shut; open it first.' },
  },
  ledger: { guard },
  allocation: {
    guard: {
      judge: ({ demand }) =>
        demand.kind === 'picnic' ? { code: COLD, facts: { degrees: 30 }, overridableBy: MAY } : undefined,
    },
  },
})

const because = (code: string, reason = 'The van leaves in an hour.') => ({ code, reason })
const receipt = (world: LedgerWorld, note: string, more: Partial<Told> = {}): Told => ({
  kind: 'receipt',
  from: SUPPLIER,
  to: world.a,
  quantity: 5,
  note,
  ...more,
})

/** Somebody who posts, with or without the right to override. */
async function somebody(world: LedgerWorld, ...permissions: string[]): Promise<Caller> {
  const email = `p${permissions.length}@example.com`
  const password = 'a long enough password'
  const payload = {
    name: 'Somebody',
    email,
    password,
    permissions: ['ledger.movement.post', 'ledger.movement.read', 'ledger.allocation.write', ...permissions],
  }
  const made = await world.administrator.send({ method: 'POST', url: '/api/v1/access/users', payload })
  if (made.status !== 201) throw new Error(made.text)
  return world.logIn(email, password)
}

const start = (t: Test) => startLedgerWorld(t, [climate])

t.test('who has the named permission posts it again with a reason, and it stays in the record', async (t) => {
  const world = await start(t)
  const foreman = await somebody(world, MAY, 'access.audit.read')
  const refused = await world.post([receipt(world, 'cold')], { as: foreman })
  t.match(refused.body.outcomes, [{ status: 'refused', code: COLD, overridableBy: MAY }])
  const override = { overrides: [because(COLD, '  The van leaves in an hour. ')] }
  const posted = await world.post([receipt(world, 'cold', override)], { as: foreman })
  t.match(posted.body.outcomes, [{ status: 'posted' }])
  t.equal(await world.onHand(world.a), 5)

  const { id } = posted.body.outcomes[0]
  const kept = [{ code: COLD, permission: MAY, reason: 'The van leaves in an hour.' }]
  t.same((await world.get(`/ledger/movements/${id}`)).overrides, kept)
  const found = await world.get('/ledger/movements?overrides[isNull]=false')
  t.same(
    found.data.map((row: { id: string }) => row.id),
    [id],
  )
  const audit = await foreman.send({ url: `/api/v1/access/audit?entity=ledger.movement&entityId=${id}` })
  t.match(audit.body.data, [
    {
      action: 'override',
      actorName: 'Somebody',
      reason: 'The van leaves in an hour.',
      after: { code: COLD, permission: MAY },
    },
  ])
  t.equal((await world.verify()).ok, true)
})

t.test('who lacks the permission is told so, and nothing moves', async (t) => {
  const world = await start(t)
  const clerk = await somebody(world)
  const { body } = await world.post([receipt(world, 'cold', { overrides: [because(COLD)] })], { as: clerk })
  t.match(body.outcomes, [
    { status: 'refused', code: 'ledger.override_forbidden', facts: { code: COLD, permission: MAY } },
  ])
  t.match(body.outcomes[0].detail, /climate\.warmth\.override/)
  t.equal(await world.onHand(world.a), 0)
})

t.test('an override counts for the movement and the refusal that it names alone', async (t) => {
  const world = await start(t)
  const foreman = await somebody(world, MAY)
  const clerk = await somebody(world)
  const post = (as: Caller, notes: readonly [string, ...string[]][]) =>
    world.post(
      notes.map(([note, ...codes]) =>
        receipt(world, note, codes.length > 0 ? { overrides: codes.map((code) => because(code)) } : {}),
      ),
      { as },
    )
  const { body } = await post(foreman, [
    ['cold', COLD],
    ['cold'],
    ['cold', HEAVY],
    ['cold heavy', COLD],
    ['cold heavy', COLD, HEAVY],
    ['cold shut', COLD, SHUT],
    ['fine', COLD],
  ])
  t.same(
    body.outcomes.map(({ status, code }: { status: string; code?: string }) => code ?? status),
    ['posted', COLD, COLD, HEAVY, 'posted', SHUT, 'posted'],
  )
  t.equal(body.outcomes[5].overridableBy, undefined)
  const rows = await world.query<{ codes: string[] | null }>(
    `select array(select o ->> 'code' from jsonb_array_elements(overrides) o) as codes
       from ledger.movement where overrides is not null order by at`,
  )
  t.same(
    rows.map(({ codes }) => codes),
    [[COLD], [COLD, HEAVY]],
    'what nobody refused is overridden by nobody',
  )
  const gathered = await Promise.all([
    post(foreman, [['cold', COLD]]),
    post(clerk, [['cold', COLD]]),
    post(foreman, [['cold']]),
    post(clerk, [['fine']]),
  ])
  t.same(
    gathered.map((answer) => answer.body.outcomes[0].code ?? answer.body.outcomes[0].status),
    ['posted', 'ledger.override_forbidden', COLD, 'posted'],
    'each of a gathered group is held against its own rights',
  )
  t.equal((await world.verify()).ok, true)
})

t.test('a batch of all or none, a dry run and a stored answer keep to it too', async (t) => {
  const world = await start(t)
  const foreman = await somebody(world, MAY)
  const cold = receipt(world, 'cold')
  const all = await world.post([cold], { as: foreman, mode: 'all' })
  t.match(all, { status: 422, body: { errors: [{ code: COLD, overridableBy: MAY }] } })
  const mended = [{ ...cold, overrides: [because(COLD)] }, receipt(world, 'shut')]
  t.match(await world.post(mended, { as: foreman, mode: 'all' }), { status: 422 })
  await world.post(mended, { as: foreman, dryRun: true })
  t.same(await world.query('select id from ledger.movement where overrides is not null'), [])
  t.same(await world.query("select id from access.change where action = 'override'"), [])
  const again = { as: foreman, mode: 'all', key: 'k-1' } as const
  const first = await world.post([mended[0]!], again)
  const second = await world.post([mended[0]!], again)
  t.match(second.body, { replayed: true, outcomes: [{ id: first.body.outcomes[0].id }] })
  t.equal((await world.query("select id from access.change where action = 'override'")).length, 1)
})

t.test('a reason has words, and a reversal may be overridden as well', async (t) => {
  const world = await start(t)
  for (const reason of ['', '   ', 'x'.repeat(501)]) {
    const answer = await world.post([receipt(world, 'cold', { overrides: [because(COLD, reason)] })])
    t.equal(answer.status, 400, JSON.stringify(reason))
    t.match(answer.body.errors[0].pointer, /\/movements\/0\/overrides\/0\/reason/)
  }
  const id = await world.move(receipt(world, 'fine'))
  const reverse = (payload: object) =>
    world.administrator.send({
      method: 'POST',
      url: `/api/v1/ledger/movements/${id}/reversal`,
      payload: { note: 'cold', ...payload },
    })
  t.match(await reverse({}), { status: 422, body: { code: COLD, overridableBy: MAY } })
  t.match(await reverse({ overrides: [because(COLD)] }), { status: 200 })
})

t.test('stock is kept for a demand against a refusal, with a reason in the audit', async (t) => {
  const world = await start(t)
  await world.move(receipt(world, 'fine'))
  const foreman = await somebody(world, MAY)
  const demand = { kind: 'picnic', id: '019a0000-0000-7000-8000-000000000001' }
  const allocate = async (overrides?: object[]) => {
    const act = { act: 'allocate', demand, item: world.apple, quantity: 2, ...(overrides && { overrides }) }
    const payload = { mode: 'each', allocations: [act] }
    const answer = await foreman.send({ method: 'POST', url: '/api/v1/ledger/allocations', payload })
    return answer.body.outcomes[0]
  }
  t.match(await allocate(), { status: 'refused', code: COLD, overridableBy: MAY })
  const kept = await allocate([because(COLD)])
  t.match(kept, { status: 'posted', allocations: [{ quantity: 2 }] })
  const audit = await world.get(`/access/audit?entity=ledger.allocation&entityId=${kept.id}`)
  t.match(audit.data, [{ action: 'override', reason: 'The van leaves in an hour.' }])
  t.equal((await world.verify()).ok, true)
})

t.test('nobody adds an override to what was posted, nor to what somebody else posts', async (t) => {
  const world = await start(t)
  const id = await world.move({ kind: 'receipt', from: SUPPLIER, to: world.a })
  const { writerKey } = world.access.credentials
  const kept = JSON.stringify([{ movement: id, overrides: [because(COLD)] }])
  await world.database.posting.use((client) =>
    client.query('select ledger.write_overrides($1, $2, $3)', [writerKey, kept, '[]']),
  )
  const [row] = await world.query<{ overrides: unknown }>('select overrides from ledger.movement')
  t.equal(row!.overrides, null)
  await t.rejects(
    world.database.posting.use((client) =>
      client.query('select ledger.write_overrides($1, $2, $3)', ['guess', kept, '[]']),
    ),
  )
  const issue = await world.post([{ kind: 'issue', from: world.a, to: CUSTOMER, overrides: [because(SHUT)] }])
  t.match(issue.body.outcomes, [{ status: 'posted' }])
})
