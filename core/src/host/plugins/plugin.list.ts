import type { Static } from 'typebox'
import { defineList, type List } from '../../http/list/define-list.ts'
import { PluginOnTheWire } from './plugin.schemas.ts'

const PLUGINS = `jsonb_to_recordset(?::jsonb) as p(
  name text, title text, version text, origin text, state text, "isOn" boolean, requires jsonb, suites jsonb,
  adds jsonb, fault jsonb, "lastError" jsonb, "hookFailures" integer, "lastFailure" jsonb,
  "enabledAt" timestamptz, program jsonb)`

/** A list of plugins as they are found now: most of what is told of them stands in no table. */
export function pluginListOf(plugins: readonly Static<typeof PluginOnTheWire>[]): List {
  return defineList({
    from: (trx) => trx.from(trx.raw(PLUGINS, [JSON.stringify(plugins)])),
    key: 'p.name',
    defaultSort: 'name',
    row: PluginOnTheWire,
    search: ['p.name', 'p.title'],
    fields: {
      name: { column: 'p.name', type: 'string', filter: ['eq', 'in'], sort: true },
      title: { column: 'p.title', type: 'string', sort: true },
      version: { column: 'p.version', type: 'string' },
      origin: { column: 'p.origin', type: 'string', filter: ['eq', 'in'], sort: true },
      state: { column: 'p.state', type: 'string', filter: ['eq', 'in'], sort: true },
      isOn: { column: 'p."isOn"', type: 'boolean', filter: ['eq'] },
      requires: { column: 'p.requires', type: 'texts', filter: ['has'] },
      suites: { column: 'p.suites', type: 'texts', filter: ['has'] },
      adds: { column: 'p.adds', type: 'json' },
      fault: { column: 'p.fault', type: 'json', filter: ['isNull'] },
      lastError: { column: 'p."lastError"', type: 'json', filter: ['isNull'] },
      hookFailures: { column: 'p."hookFailures"', type: 'integer', filter: true, sort: true },
      lastFailure: { column: 'p."lastFailure"', type: 'json', filter: ['isNull'] },
      enabledAt: { column: 'p."enabledAt"', type: 'date-time', filter: true, sort: true },
      program: { column: 'p.program', type: 'json', filter: ['isNull'] },
    },
  })
}
