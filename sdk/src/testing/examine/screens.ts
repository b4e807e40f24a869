import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { TestPlatform } from '../test-kit.ts'

interface Manifest {
  readonly plugins: readonly { readonly name: string; readonly entry: string | null }[]
}

/** Holds what slots, pages and screens name against what the built entry exports. */
export async function brokenScreens(
  { administrator }: TestPlatform,
  { name, admin = {}, resources = {} }: PluginDeclaration,
): Promise<string[]> {
  const { slots = [], pages = [], resources: drawn = {} } = admin
  const own = Object.values(drawn).flatMap(({ screens = {} }) => Object.values(screens))
  const components = [
    ...slots.map(({ component }) => component),
    ...pages.map(({ component }) => component),
    ...own,
  ]
  const hasScreens = components.length + Object.keys(drawn).length + Object.keys(resources).length > 0
  if (!hasScreens) return []
  const { body } = await administrator.send<Manifest>({ url: '/api/v1/host/screens' })
  const manifest = body.plugins.find((plugin) => plugin.name === name)
  if (manifest === undefined) return ['The desk is told of none of its screens.']
  if (components.length === 0) return []
  const { text } = await administrator.send({ url: String(manifest.entry) })
  const missing = components.filter((component) => !new RegExp(`\\b${component}\\b`).test(text))
  return missing.map((component) => `The built screens do not export ${component}.`)
}
