import { type PlatformEvent, type PluginDeclaration, refuse } from '@stowage/sdk'
import type { ScopeNumbers } from '../../access/grant.ts'
import type { Database } from '../../database/database.ts'

/** The one event that says where: by the places of its lines. */
const MOVED = 'ledger.movement.posted@1'

interface Moved {
  readonly lines: readonly { readonly from: Place; readonly to: Place }[]
}

interface Place {
  readonly location: string
}

/**
 * Whoever is bound to some sites cannot be told of what says no site.
 * @throws DomainError `host.events_of_no_site`
 */
export function checkEventsOf({ name, on = {} }: PluginDeclaration, { sites }: ScopeNumbers): void {
  const siteless = sites === null ? [] : Object.keys(on).filter((event) => event !== MOVED)
  if (siteless.length > 0)
    throw refuse('host.events_of_no_site', { plugin: name, events: siteless }, '/sites')
}

/**
 * An event as a program may be told of it that is bound to some owners and sites: of a movement the lines
 * with an end at one of the sites.
 * @returns nothing where it is none of its business
 */
export async function withinScope(
  { appAll }: Database,
  event: PlatformEvent,
  { owners, sites }: ScopeNumbers,
): Promise<PlatformEvent | undefined> {
  if (owners !== null && !owners.includes(event.owner)) return undefined
  if (sites === null) return event
  if (event.name !== MOVED) return undefined
  const moved = event.payload as Moved
  const ids = [...new Set(moved.lines.flatMap(({ from, to }) => [from.location, to.location]))]
  const own: string[] = await appAll('locations.location')
    .whereIn('id', ids)
    .whereIn('site', sites)
    .pluck('id')
  const isOwn = ({ location }: Place) => own.includes(location)
  const lines = moved.lines.filter(({ from, to }) => isOwn(from) || isOwn(to))
  return lines.length === 0 ? undefined : { ...event, payload: { ...moved, lines } }
}
