import type { HealthCheck, Refusal, Transaction, WaitingWork } from '@stowage/sdk'

const permission = 'webhooks.endpoint.read'

/** Dead letters wait for somebody who has them sent again, or lets them go. */
export const deadLettersWait: WaitingWork = {
  name: 'webhooks.dead_letters',
  title: 'Dead letters',
  permission,
  to: '/x/webhooks/dead-letters',
  verb: 'Review',
  async look(trx) {
    const { rows } = await trx.raw(
      `select count(*)::int as count from (
         select from webhooks.delivery d join webhooks.endpoint p on p.id = d.endpoint
          where d.state = 'dead' limit 10000) few`,
    )
    const { count } = rows[0]
    return count === 0 ? [] : [{ code: 'webhooks.dead_letters', facts: { count } }]
  },
}

/** Endpoints that were switched off because they failed wait for somebody who mends them. */
export const switchedOffWait: WaitingWork = {
  name: 'webhooks.switched_off',
  title: 'Webhooks switched off',
  permission,
  to: '/x/webhooks/endpoints',
  verb: 'Review',
  look: async (trx) => {
    const [found] = await switchedOff(trx)
    return found === undefined ? [] : [found]
  },
}

/**
 * On the page of health: what fails at this moment. What was switched off waits for somebody, as said
 * above.
 */
export const webhooksCheck: HealthCheck = {
  name: 'webhooks.endpoints',
  title: 'Webhooks',
  mend: '/x/webhooks/endpoints',
  async look(trx) {
    const { rows } = await trx.raw(
      `select count(*)::int as count, min(e.name) as name
         from webhooks.lane l join webhooks.endpoint e on e.id = l.endpoint
        where e.is_on and l.failures >= 5`,
    )
    const { count, name } = rows[0]
    return count === 0 ? [] : [{ code: 'webhooks.failing', facts: { count, name } }]
  },
}

async function switchedOff(trx: Transaction): Promise<Refusal[]> {
  const { rows } = await trx.raw(
    `select count(*)::int as count, min(name) as name from webhooks.endpoint
      where switched_off_because in ('failing', 'gone')`,
  )
  const { count, name } = rows[0]
  return count === 0 ? [] : [{ code: 'webhooks.switched_off', facts: { count, name } }]
}
