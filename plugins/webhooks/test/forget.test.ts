import { randomUUID } from 'node:crypto'
import { startPlatform } from '@stowage/sdk/testing'
import t from 'tap'
import webhooks from '../index.ts'

t.test('what ended long ago is forgotten, a dead letter later, and what is on its way never', async (t) => {
  const platform = await startPlatform(t, { plugins: [webhooks] })
  const { query } = platform
  const id = randomUUID()
  await query(
    `insert into webhooks.endpoint (id, name, url, secret) values ($1, 'Shop', 'https://shop', '')`,
    [id],
  )
  const [{ event } = { event: 0 }] = await query<{ event: number }>(
    `insert into webhooks.event (owner, stream, position, name, at, body, kept_at)
     values (0, 'ledger', 1, 'ledger.movement.posted@1', now(), '{}', now() - interval '1 day')
     returning id as event`,
  )
  const keep = (state: string, days: number | null, endpoint = id) =>
    query(
      `insert into webhooks.delivery (owner, endpoint, event, subjects, state, ended_at)
       values (0, $1, $2, '{}', $3, now() - make_interval(days => $4))`,
      [endpoint, event, state, days],
    )
  const kept = async () =>
    (await query<{ state: string }>('select state from webhooks.delivery order by state')).map(
      ({ state }) => state,
    )
  await keep('delivered', 60)
  await keep('dead', 60)
  await keep('pending', null)
  await keep('delivered', 0, randomUUID())
  await platform.runJob('webhooks.forget')
  t.same(await kept(), ['dead', 'pending'], 'nor is one whose endpoint is gone')
  await query("update webhooks.delivery set ended_at = now() - interval '100 days' where state = 'dead'")
  await platform.runJob('webhooks.forget')
  t.same(await kept(), ['pending'])
  const events = async () => (await query('select id from webhooks.event')).length
  t.equal(await events(), 1, 'an event stays as long as a delivery needs it')
  await query('delete from webhooks.delivery')
  await platform.runJob('webhooks.forget')
  t.equal(await events(), 0)
})
