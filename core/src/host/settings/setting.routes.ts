import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type PluginDeclaration, refuse, type SettingsPlace } from '@stowage/sdk'
import { Type } from 'typebox'
import { staffOnly } from '../../access/staff-only.ts'
import { authorOf } from '../../audit/author-of.ts'
import { NIL_ID } from '../../database/ids.ts'
import { IfMatch, versionSeen, withVersion } from '../../http/if-match.ts'
import type { Kernel } from '../../plugin-host/kernel.ts'
import { inLanguage } from '../../plugin-host/messages.ts'
import {
  PlaceQuery,
  PluginParams,
  PluginSettings,
  SaidOnTheWire,
  SettablePlugin,
  ValuesWish,
} from './setting.schemas.ts'
import { readSaid, type SettingRow, sayValues } from './setting.service.ts'
import { instanceRoutes } from './setting-instance.routes.ts'
import { MASK, maskedValues, type SaidRow } from './setting-values.ts'
import { createSettingsReader } from './settings-reader.ts'
import { type SettingsShape, settingsShapeOf } from './settings-shape.ts'

const tags = ['host']
const read = { permission: 'host.setting.read' }
const write = { permission: 'host.setting.write' }

/** `/api/v1/host/settings`: what each plugin is set up with, per scope. */
export function settingRoutes(kernel: Kernel): FastifyPluginAsyncTypebox {
  const settable = kernel.plugins.filter(({ settings }) => settings !== undefined)
  const find = (name: string) => {
    const plugin = settable.find((one) => one.name === name)
    if (plugin === undefined) throw refuse('host.settings_unknown', { plugin: name })
    return { plugin, shape: settingsShapeOf(plugin)! }
  }
  return async (app) => {
    await app.register(readRoutes(kernel, settable, find))
    await app.register(writeRoutes(kernel, find))
    await app.register(instanceRoutes(kernel, (name) => find(name).shape))
  }
}

type Find = (name: string) => { readonly plugin: PluginDeclaration; readonly shape: SettingsShape }

function readRoutes(
  kernel: Kernel,
  settable: readonly PluginDeclaration[],
  find: Find,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const preHandler = staffOnly('host.staff_only')
    app.get(
      '/settings',
      {
        config: read,
        preHandler,
        schema: {
          tags,
          summary: 'List the plugins that can be set up',
          querystring: Type.Object({}, { additionalProperties: false }),
          response: { 200: Type.Object({ data: Type.Array(SettablePlugin) }) },
        },
      },
      async ({ language }) => ({
        data: settable.map((plugin) =>
          inLanguage(plugin, language, headOf(plugin, settingsShapeOf(plugin)!)),
        ),
      }),
    )

    app.get(
      '/settings/:plugin',
      {
        config: read,
        preHandler,
        schema: {
          tags,
          summary: 'Read a plugin’s settings: the schema of the form, and what is said per scope',
          params: PluginParams,
          querystring: PlaceQuery,
          response: { 200: PluginSettings },
        },
      },
      async (request) => {
        const { plugin, shape } = find(request.params.plugin)
        const rows = await request.transaction((trx) => readSaid(trx, shape))
        return {
          ...inLanguage(plugin, request.language, headOf(plugin, shape)),
          version: plugin.version,
          schema: inLanguage(plugin, request.language, shape.declaration.schema) as unknown as Record<
            string,
            unknown
          >,
          values: rows.map((row) => onTheWire(kernel, shape, row)),
          effective: await effective(kernel, shape, request.query),
        }
      },
    )
  }
}

function writeRoutes(kernel: Kernel, find: Find): FastifyPluginAsyncTypebox {
  return async (app) => {
    const preHandler = staffOnly('host.staff_only')
    app.put(
      '/settings/:plugin/values',
      {
        config: write,
        preHandler,
        schema: {
          tags,
          summary: 'Say a plugin’s settings in one scope',
          description:
            'Replaces what was said there; a member that is left out is asked of the wider scope again. ' +
            'If-Match names the version you read, "0" where nothing has been said.',
          params: PluginParams,
          headers: IfMatch,
          body: ValuesWish,
          response: { 200: SaidOnTheWire },
        },
      },
      async (request, reply) => {
        const { shape } = find(request.params.plugin)
        const { scope, place = null, values } = request.body
        const wish = { scope, place, values, version: versionSeen(request) }
        const row = await request.transaction((trx) =>
          sayValues(trx, authorOf(request), { shape, box: kernel.secrets, wish }),
        )
        return withVersion(reply, onTheWire(kernel, shape, row))
      },
    )
  }
}

function headOf({ name, title = name, settings }: PluginDeclaration, { scopes }: SettingsShape) {
  return {
    plugin: name,
    title,
    scopes: [...scopes],
    hasInstances: settings?.instances === true,
  }
}

function onTheWire(kernel: Kernel, shape: SettingsShape, row: SettingRow) {
  return {
    scope: row.scope,
    place: row.place === NIL_ID ? null : row.place,
    values: maskedValues(shape, row),
    lost: lostSecrets(kernel, shape, row),
    version: row.version,
    updatedAt: row.updatedAt,
  }
}

/** The secrets of a row that this node cannot open. */
export function lostSecrets({ secrets }: Kernel, { plugin }: SettingsShape, row: SaidRow): string[] {
  return Object.entries(row.secrets)
    .filter(([member, sealed]) => !secrets.canOpen(sealed, { plugin, row: row.id, member }))
    .map(([member]) => member)
}

async function effective(kernel: Kernel, shape: SettingsShape, place: SettingsPlace) {
  const reader = createSettingsReader(shape, kernel)
  const values = await reader.of<Record<string, unknown>>(place)
  const shown = Object.getOwnPropertyNames(values).map((name) => [
    name,
    shape.members.get(name)!.isSecret ? MASK : values[name],
  ])
  return Object.fromEntries(shown)
}
