/** How one of the screens' resources is reached, and what one may do with it. */
export interface ResourcePath {
  /** The list's path under the API's root. */
  readonly path: string
  /** True where counting all rows is cheap: lists of things that people set up, never lists of facts. */
  readonly isCounted: boolean
  /** The permission to see it; undefined where any logged-in person may. */
  readonly read: string | undefined
  /** The permission to change it; undefined where nothing can be changed here. */
  readonly write: string | undefined
  /** The field that names a row. */
  readonly key: string
  /** False where one row is only to be had as a list of one. */
  readonly hasGet: boolean
  /** By which of the header's switches its rows can be held to a site or an owner. */
  readonly knows: readonly ('site' | 'owner')[]
}

const of = (path: string, isCounted: boolean, read?: string, write?: string, key = 'id'): ResourcePath => ({
  path,
  isCounted,
  read,
  write,
  key,
  hasGet: true,
  knows: [],
})

const listed = (resource: ResourcePath): ResourcePath => ({ ...resource, hasGet: false })
const knowing = (knows: ResourcePath['knows'], resource: ResourcePath): ResourcePath => ({
  ...resource,
  knows,
})
const bothWays = ['site', 'owner'] as const

/** Every resource the screens know, by react-admin's name for it. */
export const resourcePaths: Readonly<Record<string, ResourcePath>> = {
  items: of('/items', true, 'items.item.read', 'items.item.write'),
  lots: of('/items/lots', true, 'items.lot.read', 'items.lot.write'),
  'packaging-levels': of('/items/packaging-levels', true, 'items.item.read', 'items.item.write'),
  locations: knowing(['site'], of('/locations', true, 'locations.location.read', 'locations.location.write')),
  'handling-units': of(
    '/locations/handling-units',
    true,
    'locations.handling_unit.read',
    'locations.handling_unit.write',
  ),
  'unit-series': of(
    '/locations/unit-series',
    true,
    'locations.handling_unit.read',
    'locations.unit_series.write',
  ),
  'number-series': listed(of('/host/number-series', true, 'host.number.read')),
  sites: of('/locations/sites', true, 'locations.site.read', 'locations.site.write'),
  kinds: listed(of('/locations/kinds', false, 'locations.location.read', undefined, 'name')),
  movements: knowing(
    bothWays,
    of('/ledger/movements', false, 'ledger.movement.read', 'ledger.movement.post'),
  ),
  transformations: of('/ledger/transformations', false, 'ledger.movement.read'),
  lines: knowing(bothWays, of('/ledger/lines', false, 'ledger.movement.read')),
  balances: knowing(bothWays, of('/ledger/balances', false, 'ledger.balance.read', undefined, 'bucket')),
  allocations: knowing(['owner'], listed(of('/ledger/allocations', false, 'ledger.allocation.read'))),
  'allocation-events': listed(of('/ledger/allocations/events', false, 'ledger.allocation.read')),
  turnover: knowing(['owner'], of('/ledger/turnover', false, 'ledger.movement.read')),
  debts: knowing(['owner'], of('/ledger/debts', true, 'ledger.balance.read', undefined, 'bucket')),
  statuses: of('/ledger/statuses', true, 'ledger.balance.read', 'ledger.status.write'),
  serials: knowing(['owner'], of('/ledger/serials', false, 'ledger.balance.read', 'ledger.movement.post')),
  holds: knowing(['owner'], of('/ledger/holds', true, 'ledger.balance.read', 'ledger.hold.place')),
  reasons: listed(of('/ledger/reasons', true, 'ledger.balance.read', 'ledger.reason.write')),
  proof: listed(of('/ledger/seals', true, 'ledger.proof.read', undefined, 'position')),
  companies: of('/access/companies', true, 'access.company.read', 'access.company.write'),
  owners: of('/access/owners', true, 'access.owner.read', 'access.owner.write'),
  users: of('/access/users', true, 'access.user.manage', 'access.user.manage'),
  roles: of('/access/roles', true, 'access.role.read', 'access.role.manage'),
  devices: of('/access/devices', true, 'access.device.manage', 'access.device.manage'),
  'api-keys': of('/access/api-keys', true, 'access.key.manage', 'access.key.manage'),
  imports: of('/imports', true, 'imports.import.read', 'imports.import.write'),
  plugins: listed(of('/host/plugins', true, 'host.plugin.read', 'host.plugin.manage', 'name')),
  cursors: listed(of('/host/cursors', false, 'host.event.manage')),
  jobs: of('/host/jobs', false, 'host.job.manage'),
  rules: of('/host/strategy-bindings', true, 'host.strategy.read', 'host.strategy.write'),
  mails: listed(of('/host/mails', false, 'host.mail.read', 'host.mail.write')),
  'allowed-targets': listed(of('/host/allowed-targets', true, 'host.target.read', 'host.target.write')),
  decisions: of('/host/decisions', false, 'host.decision.read'),
  'custom-fields': of('/host/fields', true, 'host.field.read', 'host.field.manage'),
  'break-glass': listed(of('/access/break-glass', false, 'access.audit.read')),
  audit: of('/access/audit', false, 'access.audit.read'),
}

const ofPlugins = new Map<string, ResourcePath>()

/**
 * Says where a plugin's resource is read. What one may do with it was decided when the desk was told
 * of it.
 */
export function rememberResource(resource: string, path: string, hasGet: boolean): void {
  ofPlugins.set(resource, { ...of(path, false), hasGet })
}

/** @throws an assertion for a resource that no screen has declared. */
export function resourcePath(resource: string): ResourcePath {
  const found = resourcePaths[resource] ?? ofPlugins.get(resource)
  if (!found) throw new Error(`No path is declared for the resource "${resource}".`)
  return found
}
