/**
 * What both guards judge by: which places are kept, and whose demands get what is there.
 * @typedef {object} Kept
 * @property {ReadonlyMap<string, { code: string, items: ReadonlySet<string | null> }>} places by location
 * @property {ReadonlySet<string>} loyal
 */

/**
 * Keeps stock in kept places from being allocated for others. A balance that is refused is passed over for
 * the next one, unless it was the one that was asked for.
 * @type {import('@stowage/sdk').AllocationGuard<Kept>}
 */
export const allocationGuard = {
  load: (wishes, read) =>
    loadKept(
      read,
      wishes.map(({ place }) => place.location),
    ),
  judge: ({ demand, item, place }, _figures, kept) =>
    refusalFor(kept, { item, location: place.location, demand: demand.kind }),
}

/**
 * Keeps stock in kept places from being issued to others, by the type of the document behind it.
 * @type {import('@stowage/sdk').Guard<Kept>}
 */
export const issueGuard = {
  load: (movements, read) =>
    loadKept(
      read,
      movements.filter(isIssue).flatMap(({ lines }) => lines.map(({ from }) => from.location)),
    ),
  judge(movement, _sides, kept) {
    if (!isIssue(movement)) return undefined
    const demand = movement.source?.type
    for (const { item, from } of movement.lines) {
      const refusal = refusalFor(kept, { item, location: from.location, demand })
      if (refusal !== undefined) return refusal
    }
    return undefined
  },
}

/**
 * @param {Kept} kept
 * @param {{ item: string, location: string, demand: string | undefined }} wish
 * @returns {import('@stowage/sdk').Refusal | undefined}
 */
function refusalFor({ places, loyal }, { item, location, demand }) {
  const place = places.get(location)
  if (place === undefined || !(place.items.has(null) || place.items.has(item))) return undefined
  const overridableBy = 'loyalty-hold.place.override'
  if (demand === undefined) {
    return { code: 'loyalty-hold.kept_from_unnamed', facts: { location: place.code }, overridableBy }
  }
  if (loyal.has(demand)) return undefined
  return { code: 'loyalty-hold.kept', facts: { location: place.code, demand }, overridableBy }
}

/**
 * @param {import('@stowage/sdk').HookContext} read
 * @param {readonly string[]} locations
 * @returns {Promise<Kept>}
 */
async function loadKept({ query, settings }, locations) {
  if (locations.length === 0) return { places: new Map(), loyal: new Set() }
  const rows = /** @type {{ location: string, code: string, items: (string | null)[] }[]} */ (
    await query(
      `select k.location, l.code, array_agg(k.item) as items
         from "loyalty-hold".kept_place k join stock.location l on l.id = k.location
        where k.location = any ($1::uuid[]) group by k.location, l.code`,
      [[...new Set(locations)]],
    )
  )
  if (rows.length === 0) return { places: new Map(), loyal: new Set() }
  const { loyalDemands } = /** @type {{ loyalDemands: string[] }} */ (await settings.of())
  return {
    places: new Map(rows.map(({ location, code, items }) => [location, { code, items: new Set(items) }])),
    loyal: new Set(loyalDemands),
  }
}

/** @param {import('@stowage/sdk').DraftMovement} movement */
function isIssue({ kind }) {
  return kind === 'issue'
}
