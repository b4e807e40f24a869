import { definePlugin } from '@stowage/sdk'
import { locationImport } from './import-locations.ts'
import { locationErrors } from './location.errors.ts'
import { locationList } from './location.list.ts'
import { locationMessages } from './location.messages.ts'
import { locationRoutes } from './location.routes.ts'
import { createLocationService } from './location.service.ts'
import { unitErrors } from './units/unit.errors.ts'
import { unitInvariants } from './units/unit.invariants.ts'
import { unitList } from './units/unit.list.ts'

/** Where it is kept: sites, the tree of locations in each, and the handling units that stand there. */
export default definePlugin({
  name: 'locations',
  version: '0.1.0',
  title: 'Locations',
  requires: { plugins: { access: '^0.1.0' } },
  migrations: new URL('../../migrations/locations/', import.meta.url),
  tables: {
    site: { rows: { site: 'no' }, write: 'routes' },
    kind: { rows: 'house', write: 'routes' },
    location: { rows: { site: 'site' }, write: 'routes' },
    layout: { rows: 'staff', write: 'routes' },
    unit_kind: { rows: 'house', write: 'routes' },
    unit_series: { rows: 'house', write: 'routes' },
    handling_unit: {
      rows: {
        owner: {
          when: `exists (select from locations.units_of_own() o (unit) where o.unit = handling_unit.id)
            or handling_unit.id in (select locations.units_around())`,
        },
        site: {
          when: `handling_unit.location is null
            or exists (select from locations.location l where l.id = handling_unit.location)`,
        },
      },
      write: 'routes',
      columns: ['id', 'code', 'kind', 'is_sscc', 'is_active', 'version', 'updated_at'],
    },
  },
  permissions: {
    'locations.location.read': 'See locations and their kinds',
    'locations.location.write': 'Create, change and lay out locations',
    'locations.handling_unit.read': 'See handling units',
    'locations.handling_unit.write': 'Create, relabel and close handling units',
    'locations.unit_series.write': 'Say where the codes of handling units come from',
    'locations.site.read': 'See sites',
    'locations.site.write': 'Create and change sites',
  },
  adds: {
    import: [locationImport],
    search: [
      {
        name: 'locations',
        title: 'Locations',
        permission: 'locations.location.read',
        list: locationList.declaration,
        label: 'code',
        detail: 'path',
        to: '/locations/{id}/show',
      },
      {
        name: 'handling-units',
        title: 'Handling units',
        permission: 'locations.handling_unit.read',
        list: unitList.declaration,
        label: 'code',
        detail: 'kind',
        to: '/handling-units/{id}/show',
      },
    ],
  },
  errors: { ...locationErrors, ...unitErrors },
  messages: locationMessages,
  services: () => ({ locations: createLocationService() }),
  routes: ({ services }) => locationRoutes(services.locations),
  invariants: [
    {
      id: 'locations.path_follows_the_parents',
      sentence: 'Every path is the parent’s path and the location’s own code.',
      offendingRows: `select l.id, l.path from locations.location l
                       left join locations.location p on p.id = l.parent
                       where l.path <> case when p.id is null then l.code else p.path || '/' || l.code end`,
    },
    {
      id: 'locations.children_stay_in_the_site',
      sentence: 'Every location stands in the same site as the one it is in.',
      offendingRows: `select l.id, l.path from locations.location l
                       join locations.location p on p.id = l.parent
                       where l.site is distinct from p.site`,
    },
    {
      id: 'locations.every_site_has_one_root',
      sentence: 'Every site has one root location, of the kind site, which carries the site’s code.',
      offendingRows: `select s.code from locations.site s
             where 1 <> (select count(*) from locations.location l
                       where l.site = s.no and l.parent is null and l.kind = 'site' and l.code = s.code)`,
    },
    {
      id: 'locations.no_use_inside_what_is_out_of_use',
      sentence: 'Nothing is in use inside a location that is out of use.',
      offendingRows: `select l.id, l.path from locations.location l
                       join locations.location p on p.id = l.parent
                       where l.is_active and not p.is_active`,
    },
    ...unitInvariants,
  ],
})
