import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { NumberSeries } from '@stowage/sdk'
import { Type } from 'typebox'
import { defineList, type List } from '../../http/list/define-list.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { ENGLISH, inLanguage } from '../../plugin-host/messages.ts'
import { pointRegistryOf } from '../points/point-registry.ts'

const orNull = <T extends Type.TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })

/** A series of document numbers, as far as one company has counted in one year. */
const CountedSeries = Type.Object(
  {
    id: Type.String({ description: 'The series, the company and the year in one' }),
    series: Type.String(),
    title: Type.String(),
    plugin: orNull(Type.String(), 'Whose documents they are; null while that plugin is off'),
    company: orNull(
      Type.Object({ id: Type.String({ format: 'uuid' }), name: Type.String() }),
      'Null where nobody has drawn a number yet',
    ),
    year: orNull(Type.Integer(), 'Null where a series counts on for ever'),
    last: orNull(Type.Integer(), 'The last number that was drawn'),
    next: orNull(Type.String(), 'The one that is drawn next, as it is printed'),
  },
  { additionalProperties: false },
)

/** `/api/v1/host/number-series`: how far document numbers have come. They are drawn, never set by hand. */
export function numberSeriesRoutes({ plugins }: Kernel): FastifyPluginAsyncTypebox {
  const added = pointRegistryOf(plugins).additionsTo<NumberSeries>('number.series')
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]))
  const said = (language: string) =>
    countedSeries(
      added.map(({ plugin, value }) => ({ ...inLanguage(byName.get(plugin)!, language, value), plugin })),
    )
  const known = new Map<string, List>()
  const listIn = (language: string) => {
    const list = known.get(language) ?? said(language)
    known.set(language, list)
    return list
  }
  return async (app) => {
    app.list('/number-series', {
      permission: 'host.number.read',
      list: listIn(ENGLISH),
      listFor: ({ language }) => listIn(language),
      summary: 'List series of document numbers, and how far each company has come in them',
    })
  }
}

/** What is declared, whether or not anybody drew, and what was drawn, whether or not its plugin is on. */
const COUNTED = `(
  select concat_ws(' ', coalesce(d.name, n.series), n.company, n.year) as id,
         coalesce(d.name, n.series) as series, coalesce(d.title, n.series) as title, d.plugin,
         n.company, c.name as company_name, nullif(n.year, 0) as year, n.last,
         case when d.name is not null then
           replace(coalesce(d.prefix, ''), '{year}',
             coalesce(nullif(n.year, 0), extract(year from now() at time zone 'UTC')::int)::text)
           || case when length(counted.next) >= coalesce(d.padding, 1) then counted.next
                   else lpad(counted.next, d.padding, '0') end
         end as next
    from json_to_recordset(?) as d (name text, title text, prefix text, padding integer, plugin text)
    full join host.number_series n on n.series = d.name
    left join access.company c on c.id = n.company
   cross join lateral (select (coalesce(n.last, 0) + 1)::text as next) counted) as s`

function countedSeries(declared: readonly (NumberSeries & { plugin: string })[]): List {
  return defineList({
    from: (trx) => trx.from(trx.raw(COUNTED, [JSON.stringify(declared)])),
    key: 's.id',
    defaultSort: 'series',
    row: CountedSeries,
    search: ['s.series', 's.title'],
    fields: {
      id: { column: 's.id', type: 'string' },
      series: { column: 's.series', type: 'string', filter: ['eq', 'in'], sort: true },
      title: { column: 's.title', type: 'string', sort: true },
      plugin: { column: 's.plugin', type: 'string', filter: ['eq', 'in'] },
      'company.id': { column: 's.company', type: 'uuid', filter: ['eq', 'in'], parameter: 'company' },
      'company.name': { column: 's.company_name', type: 'string' },
      year: { column: 's.year', type: 'integer', filter: true, sort: true },
      last: { column: 's.last', type: 'integer', sort: true },
      next: { column: 's.next', type: 'string' },
    },
  })
}
