import type { HealthCheck } from '@stowage/sdk'
import t from 'tap'
import { startPlatform } from '../../core/src/testing/start-platform.ts'

const ovens: HealthCheck[] = [
  { name: 'ovens.heat', title: 'Ovens', look: async () => [{ code: 'ovens.cold', facts: { oven: 'B' } }] },
  {
    name: 'ovens.door',
    title: 'Doors',
    async look() {
      throw new Error('the handle came off')
    },
  },
]

t.test('the page of health says what is wrong, and what to do about it', async (t) => {
  const { administrator, database, logIn } = await startPlatform(t, {
    plugins: [
      {
        name: 'ovens',
        version: '0.1.0',
        requires: {},
        errors: { 'ovens.cold': { status: 503, message: 'Oven {oven} is cold; light it.' } },
        adds: { 'health.check': ovens },
      },
    ],
  })
  const look = async () => {
    const { status, body, text } = await administrator.send({ url: '/api/v1/host/health' })
    if (status !== 200) throw new Error(text)
    return new Map(body.checks.map((check: { name: string }) => [check.name, check]))
  }

  t.test('a plugin adds its own looks, and one that breaks leaves the others standing', async (t) => {
    const checks = await look()
    t.match(checks.get('ovens.heat'), {
      isWell: false,
      findings: [{ sentence: 'Oven B is cold; light it.' }],
    })
    t.match(checks.get('ovens.door'), { isWell: false, findings: [{ code: 'host.health_not_seen' }] })
    for (const name of ['host.jobs', 'host.mail', 'host.plugins', 'ledger.order', 'access.devices']) {
      t.match(checks.get(name), { isWell: true, findings: [] }, `${name} is well`)
    }
    t.same([...checks.keys()].slice(0, 2).sort(), ['ovens.door', 'ovens.heat'], 'what is wrong comes first')
  })

  t.test('subscribers that fail or ask, and invariants that are broken, are named', async (t) => {
    await database.background.raw(
      `insert into host.cursor (subscriber, event, stream, position, state, tries)
       values ('shop', 'a.b@1', 'outbox', 0, 'running', 3), ('till', 'a.b@1', 'outbox', 0, 'asking', 0)`,
    )
    await database.background.raw(
      `insert into host.invariant_run (plugin, invariant, at, broken, offenders, ms)
       values ('shop', 'shop.adds_up', now() - interval '1 hour', 0, '[]', 1),
              ('shop', 'shop.adds_up', now(), 2, '[]', 1)`,
    )
    const checks = await look()
    const sentences = (name: string) =>
      (checks.get(name) as { findings: { sentence: string }[] }).findings.map(({ sentence }) => sentence)
    t.match(sentences('host.subscribers'), [/1 subscribers fail .*shop/, /1 subscribers came back .*till/])
    t.match(sentences('host.invariants'), [/shop\.adds_up/])
  })

  t.test('a movement that waits for its place in the order is told of', async (t) => {
    await database.background.raw(
      `insert into access.device (id, name, site, token_hash, created_by, created_at, last_seen_at)
       select gen_random_uuid(), d.name, 1, sha256(d.name::bytea), a.id, now() - interval '9 days', d.seen
         from (values ('Dock 1', now()), ('Dock 2', now() - interval '3 days')) d (name, seen),
              (select id from access.actor limit 1) a`,
    )
    const device = (await look()).get('access.devices')
    t.match(device, { isWell: false, findings: [{ facts: { count: 1, total: 2, names: 'Dock 2' } }] })
  })

  t.test('it is for staff with that permission', async (t) => {
    const user = { email: 'rosa@example.com', name: 'Rosa', password: 'a long enough one' }
    const made = await administrator.send({ method: 'POST', url: '/api/v1/access/users', payload: user })
    t.equal(made.status, 201, made.text)
    const rosa = await logIn(user.email, user.password)
    t.match(await rosa.send({ url: '/api/v1/host/health' }), {
      status: 403,
      body: { facts: { permission: 'host.health.read' } },
    })
  })
})
