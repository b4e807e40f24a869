import type { LifecycleContext } from '@stowage/sdk'

/**
 * A reorder point for each third item of the demo business at its first site: what left it in two weeks is
 * the least that should be there. A few of them are below it.
 */
export async function addReorderPoints({ trx, services }: LifecycleContext): Promise<void> {
  await trx.raw(REORDER_POINTS)
  await services.inventory.look(trx)
}

const REORDER_POINTS = `
  with used as (
    select l.item, f.site, sum(l.quantity) as quantity
      from stock.line l
      join stock.location f on f.id = l.from_location join stock.location t on t.id = l.to_location
      join stock.site s on s.id = f.site and s.code = 'HAM'
     where l.at >= now() - interval '14 days' and t.site is distinct from f.site
     group by l.item, f.site),
  chosen as (
    select u.*, row_number() over (order by i.sku) as n
      from used u join stock.item i on i.id = u.item and i.owner is null)
  insert into inventory.reorder_point (id, item, site, minimum, target)
    select gen_random_uuid(), item, site, ceil(quantity), ceil(quantity) * 3 from chosen where n % 3 = 0
  on conflict (item, site) do nothing`
