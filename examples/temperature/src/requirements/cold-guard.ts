import type { Guard } from '@stowage/sdk'

/** An item that must stay cold. */
export interface ColdItem {
  readonly sku: string
  readonly warmest: number
  /** For how long a reading counts. */
  readonly hoursFresh: number
}

/** A place, and the last that was read there; null where nothing ever was. */
export interface Climate {
  readonly code: string
  readonly celsius: number | null
  readonly hoursOld: number | null
}

/** What a group of movements is judged by. */
export interface Cold {
  readonly items: ReadonlyMap<string, ColdItem>
  readonly places: ReadonlyMap<string, Climate>
}

/**
 * Refuses to put cold goods where it is too warm, or where nobody knows. What leaves the house is not its
 * business.
 */
export const coldGuard: Guard<Cold> = {
  async load(movements, read) {
    const lines = movements.flatMap((movement) => movement.lines)
    const [items, places] = await Promise.all([
      read.query<ColdItem & { item: string }>(
        `select r.item, r.warmest, r.hours_fresh as "hoursFresh", i.sku
           from temperature.requirement r join stock.item i on i.id = r.item
          where r.item = any ($1::uuid[])`,
        [[...new Set(lines.map(({ item }) => item))]],
      ),
      read.query<Climate & { id: string }>(
        `select l.id, l.code, g.celsius,
                extract(epoch from now() - g.measured_at)::float8 / 3600 as "hoursOld"
           from stock.location l
           left join lateral (select celsius, measured_at from temperature.reading
                               where location = l.id order by measured_at desc limit 1) g on true
          where l.id = any ($1::uuid[]) and l.balanced`,
        [[...new Set(lines.map(({ to }) => to.location))]],
      ),
    ])
    return {
      items: new Map(items.map((row) => [row.item, row])),
      places: new Map(places.map((row) => [row.id, row])),
    }
  },
  judge({ lines }, _sides, { items, places }) {
    for (const { item, from, to } of lines) {
      const cold = items.get(item)
      const place = places.get(to.location)
      if (cold === undefined || place === undefined || from.location === to.location) continue
      const { sku, warmest, hoursFresh } = cold
      const { code: location, celsius, hoursOld } = place
      const isKnown = celsius !== null && hoursOld !== null && hoursOld <= hoursFresh
      if (!isKnown) return { code: 'temperature.unknown_here', facts: { location, sku, warmest } }
      if (celsius > warmest)
        return { code: 'temperature.too_warm', facts: { location, celsius, sku, warmest } }
    }
    return undefined
  },
}
