import type { HealthCheck } from '@stowage/sdk'

/** Devices of the floor that nobody has seen for a day; where none works at all, nobody is told of it. */
export const devicesCheck: HealthCheck = {
  name: 'access.devices',
  title: 'Devices of the floor',
  mend: '/devices',
  async look(trx) {
    const { rows } = await trx.raw(
      `select count(*) filter (where d.is_silent)::int as count, count(*)::int as total,
              string_agg(d.name, ', ' order by d.name) filter (where d.is_silent) as names
         from (select name, coalesce(last_seen_at, created_at) < now() - interval '1 day' as is_silent
                 from access.device where revoked_at is null order by name limit 100) d`,
    )
    const { count, total, names } = rows[0]
    const isSomeAlive = count < total
    return count > 0 && isSomeAlive
      ? [{ code: 'access.health_devices_silent', facts: { count, total, names } }]
      : []
  },
}
