import { definePlugin } from '@stowage/sdk'

/** A plugin that, once it is on, takes its first step as long as there is an item "BED". */
export default definePlugin({
  name: 'late-riser',
  version: '0.1.0',
  title: 'Late riser',
  migrations: new URL('./migrations/', import.meta.url),
  tables: { step: { rows: 'house', write: 'routes' } },
  lifecycle: {
    async enabled({ trx }) {
      await trx('late-riser.step').insert({ taken: true })
      await trx.raw(
        `select pg_sleep(25) from items.item
          where sku = 'BED' and exists (select from host.plugin where name = 'late-riser' and is_enabled)`,
      )
    },
  },
})
