import type { HealthCheck } from '@stowage/sdk'

/** Positions come twice a second; what waits longer is held by an open transaction, or by nobody's work. */
const WAITS_SECONDS = 60

/** Whether the public order and the chain keep up with what is posted. */
export const proofCheck: HealthCheck = {
  name: 'ledger.order',
  title: 'Order and seals',
  mend: '/proof',
  async look(trx) {
    const { rows } = await trx.raw(
      `select extract(epoch from now() - min(w.at))::int as seconds, count(*)::int as count
         from (select m.at from ledger.movement m, ledger.sequencer q
                where m.tx >= q.from_tx and m.at < now() - interval '${WAITS_SECONDS} seconds'
                  and not exists (select from ledger.position p where p.movement = m.id) limit 1000) w`,
    )
    const { seconds, count } = rows[0]
    return count === 0 ? [] : [{ code: 'ledger.health_order_waits', facts: { seconds, count } }]
  },
}
