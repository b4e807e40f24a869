import type { PluginDeclaration } from '@stowage/sdk'
import semver from 'semver'
import { HostError } from './host-error.ts'

/** The version of the platform that `requires.platform` speaks of. */
export const PLATFORM_VERSION = '0.1.0'

/**
 * Puts declarations in the order of their needs; those that need nothing of each other keep the given order.
 * @throws HostError when two have one name, one needs what is not there or is of another version, or needs
 *   run in a circle
 */
export function sortDeclarations(declarations: readonly PluginDeclaration[]): PluginDeclaration[] {
  const byName = new Map<string, PluginDeclaration>()
  for (const declaration of declarations) {
    if (byName.has(declaration.name)) {
      const sentence = `Two plugins are called "${declaration.name}"; take one of them out of the list.`
      throw new HostError('host.name_taken', declaration.name, sentence)
    }
    byName.set(declaration.name, declaration)
  }
  for (const declaration of declarations) checkNeeds(declaration, byName)
  return inOrderOfNeeds(declarations)
}

function checkNeeds(plugin: PluginDeclaration, byName: ReadonlyMap<string, PluginDeclaration>): void {
  const { platform, plugins = {}, optional = {} } = plugin.requires ?? {}
  if (platform !== undefined && !isWithin(PLATFORM_VERSION, platform)) {
    throw new HostError(
      'host.platform_version',
      plugin.name,
      `The plugin "${plugin.name}" ${plugin.version} needs platform ${platform}, and this is ` +
        `${PLATFORM_VERSION}; install a version of the plugin for it.`,
    )
  }
  const present = Object.entries(optional).filter(([name]) => byName.has(name))
  for (const [name, range] of [...Object.entries(plugins), ...present]) {
    const needed = byName.get(name)
    if (needed === undefined) {
      throw new HostError(
        'host.requires_unknown',
        plugin.name,
        `The plugin "${plugin.name}" needs the plugin "${name}" ${range}, which is not in the list; ` +
          `add it, or leave "${plugin.name}" out.`,
      )
    }
    checkVersion(plugin, needed, range)
  }
  for (const [name, range] of Object.entries(optional)) {
    const taken = byName.get(name)
    if (taken !== undefined) checkVersion(plugin, taken, range)
  }
}

function checkVersion(plugin: PluginDeclaration, needed: PluginDeclaration, range: string): void {
  if (isWithin(needed.version, range)) return
  throw new HostError(
    'host.requires_version',
    plugin.name,
    `The plugin "${plugin.name}" needs "${needed.name}" ${range}, and ${needed.version} is installed; ` +
      `bring one of the two to a version that fits.`,
  )
}

/**
 * A pre-release of a version counts as that version: `0.2.0-dev` serves `^0.2.0`. Only who asks for
 * pre-releases himself has them told apart: `^0.2.0-beta.2` is not served by `0.2.0-beta.1`.
 */
function isWithin(version: string, range: string): boolean {
  const { major, minor, patch } = semver.parse(version)!
  const counted = /\d-\w/.test(range) ? version : `${major}.${minor}.${patch}`
  return semver.satisfies(counted, range, { includePrerelease: true })
}

function inOrderOfNeeds(declarations: readonly PluginDeclaration[]): PluginDeclaration[] {
  const sorted: PluginDeclaration[] = []
  const present = new Set(declarations.map(({ name }) => name))
  const placed = new Set<string>()
  let waiting = [...declarations]
  while (waiting.length > 0) {
    const ready = waiting.filter((plugin) => needsOf(plugin, present).every((name) => placed.has(name)))
    if (ready.length === 0) {
      const known = new Map(waiting.map((plugin) => [plugin.name, plugin]))
      const circles = waiting.map(({ name }) => circleFrom(name, (one) => needsOf(known.get(one), present)))
      throw inACircle(circles.find((circle) => circle !== undefined)!)
    }
    const first = ready[0]!
    sorted.push(first)
    placed.add(first.name)
    waiting = waiting.filter((plugin) => plugin !== first)
  }
  return sorted
}

/** What has to come before it: what it needs, and what it takes along where that is there. */
function needsOf(plugin: PluginDeclaration | undefined, present: ReadonlySet<string>): string[] {
  const { plugins = {}, optional = {} } = plugin?.requires ?? {}
  return [...Object.keys(plugins), ...Object.keys(optional).filter((name) => present.has(name))]
}

/**
 * The way of needs that leads from a plugin back to itself, the shortest one, if there is any.
 * @param needsOf the names that one cannot do without
 */
export function circleFrom(
  name: string,
  needsOf: (name: string) => readonly string[],
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>()
  const toLookAt = [name]
  for (const one of toLookAt) {
    for (const need of needsOf(one)) {
      if (need === name) return wayTo(one, cameFrom)
      if (cameFrom.has(need)) continue
      cameFrom.set(need, one)
      toLookAt.push(need)
    }
  }
  return undefined
}

function wayTo(last: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const before = cameFrom.get(last)
  return before === undefined ? [last] : [...wayTo(before, cameFrom), last]
}

/** That these need each other, each the next one and the last the first. */
export function inACircle(names: readonly string[]): HostError {
  const needs = names.map((name, n) => `${name} needs ${names[(n + 1) % names.length]}`)
  const sentence = `These plugins need each other in a circle: ${needs.join(', ')}. `
  return new HostError('host.requires_cycle', names[0]!, `${sentence}One of them has to let go.`)
}
