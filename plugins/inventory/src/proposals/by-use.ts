import type { Decision, Strategy } from '@stowage/sdk'
import { Type } from 'typebox'
import type { ReorderRequest } from './reorder-question.ts'

const DAYS_SEEN = 28
const DAY_MS = 24 * 60 * 60 * 1000

/** How much left the site in the last four weeks. */
export interface Use {
  readonly used: number
}

/** What a binding may say. */
export interface UseSettings {
  readonly days: number
  readonly most?: number
}

/** As much as is used in some days, by what left the site in the last four weeks. */
export const byUse: Strategy<ReorderRequest, Use, number, UseSettings> = {
  id: 'inventory.by_use',
  title: 'As much as is used in some days',
  version: 1,
  settings: Type.Object({
    days: Type.Integer({
      title: 'Days',
      description: 'For how many days it lasts',
      minimum: 1,
      maximum: 365,
      default: 14,
    }),
    most: Type.Optional(
      Type.Number({
        title: 'The most',
        description: 'Base units; more is never proposed',
        exclusiveMinimum: 0,
      }),
    ),
  }),
  async facts(requests, read) {
    const items = [...new Set(requests.map(({ item }) => item))]
    const sites = [...new Set(requests.map(({ site }) => site))]
    const since = new Date(Date.now() - DAYS_SEEN * DAY_MS).toISOString()
    const rows = await read.query<{ item: string; site: string; used: number }>(USED, [items, sites, since])
    const used = new Map(rows.map((row) => [`${row.item} ${row.site}`, row.used]))
    return requests.map(({ item, site }) => ({ used: used.get(`${item} ${site}`) ?? 0 }))
  },
  choose: (requests, facts, { days, most }) =>
    requests.map(({ minimum, available }, n): Decision<number> => {
      const { used } = facts[n]!
      const forDays = Math.ceil((used / DAYS_SEEN) * days)
      const toMinimum = minimum - available
      const offers = [
        { quantity: forDays, candidate: `${forDays}, for ${days} days` },
        { quantity: toMinimum, candidate: `${toMinimum}, to the minimum` },
      ].sort((a, b) => b.quantity - a.quantity)
      const isTooMuch = (quantity: number) => most !== undefined && quantity > most
      const fit = offers.filter(({ quantity }) => !isTooMuch(quantity))
      const choice = fit[0]?.quantity ?? most!
      const dropped = offers.length - fit.length
      const use = `${used} were used in ${DAYS_SEEN} days`
      return {
        choice,
        ...(fit[1] && { runnerUp: fit[1].quantity }),
        because:
          choice === forDays
            ? `${use}, so ${choice} last for ${days} days.`
            : `${use}, so ${forDays} would last for ${days} days; ${choice} are reordered.`,
        rules: [{ rule: 'more than the most', dropped }],
        considered: [
          ...(fit.length === 0 ? [{ candidate: `${choice}, the most`, facts: {}, isChosen: true }] : []),
          ...offers.map(({ quantity, candidate }) => ({
            candidate,
            facts: { used, available, most: most ?? null },
            ...(quantity === fit[0]?.quantity && candidate === fit[0].candidate && { isChosen: true }),
            ...(isTooMuch(quantity) && { droppedBy: 'more than the most' }),
          })),
        ],
      }
    }),
}

/** What left a site for a place outside of it; the partitions of the months before are left out by `at`. */
const USED = `
  select l.item, f.site, sum(l.quantity)::float8 as used
    from stock.line l
    join stock.location f on f.id = l.from_location join stock.location t on t.id = l.to_location
   where l.item = any ($1::uuid[]) and f.site = any ($2::uuid[]) and t.site is distinct from f.site
     and l.at >= $3::timestamptz
   group by l.item, f.site`
