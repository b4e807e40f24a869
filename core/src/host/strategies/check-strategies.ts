import type { Addition, PluginDeclaration, Strategy } from '@stowage/sdk'
import { HostError } from '../../plugin-host/host-error.ts'
import { settingsShapeOf } from '../settings/settings-shape.ts'

const ID = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9_]*)+$/

/**
 * Looks at the strategies of one point.
 * @throws HostError for one that is none, two of one id, two defaults
 */
export function checkStrategies(point: string, additions: readonly Addition<Strategy>[]): void {
  const seen = new Map<string, string>()
  let standard: Addition<Strategy> | undefined
  for (const addition of additions) {
    const { plugin, value } = addition
    checkShape(point, addition)
    if (seen.has(value.id)) {
      const sentence = `The plugin "${plugin}" adds the strategy "${value.id}" to "${point}" twice; `
      throw new HostError('host.strategy_taken', plugin, `${sentence}take one of them out.`)
    }
    seen.set(value.id, plugin)
    // Whoever opened the point has the default that others replace.
    if (value.isDefault !== true || point.startsWith(`${plugin}.`)) continue
    if (standard !== undefined) {
      throw new HostError(
        'host.point_two_defaults',
        plugin,
        `"${value.id}" of the plugin "${plugin}" wants to be the default of the point "${point}", as does ` +
          `"${standard.value.id}" of "${standard.plugin}"; only one of them can, so leave one plugin out.`,
      )
    }
    standard = addition
  }
}

function checkShape(point: string, { plugin, value }: Addition<Strategy>): void {
  const { id, title, version, facts, choose, settings } = (value ?? {}) as Partial<Strategy>
  const wrong =
    typeof id !== 'string' || !ID.test(id) || !id.startsWith(`${plugin}.`)
      ? `its id has to begin with "${plugin}."`
      : typeof title !== 'string' || title === ''
        ? 'it has no title'
        : !Number.isInteger(version) || (version ?? 0) < 1
          ? 'its version has to be a whole number from 1 on'
          : typeof facts !== 'function' || typeof choose !== 'function'
            ? '"facts" and "choose" have to be functions'
            : undefined
  if (wrong !== undefined) {
    const sentence = `A strategy that the plugin "${plugin}" adds to "${point}" cannot be used: ${wrong}.`
    throw new HostError('host.addition_unfit', plugin, sentence)
  }
  if (settings !== undefined) strategySettingsOf(plugin, { settings } as Strategy)
}

const declarations = new WeakMap<object, PluginDeclaration>()

/** A strategy's settings, looked at like those of a plugin; undefined where it has none. */
export function strategySettingsOf(plugin: string, { settings }: Pick<Strategy, 'settings'>) {
  if (settings === undefined) return undefined
  const known = declarations.get(settings) ?? {
    name: plugin,
    version: '0.0.0',
    settings: { schema: settings },
  }
  declarations.set(settings, known)
  return settingsShapeOf(known)
}
