import type { PluginDeclaration } from '../plugin/declaration.ts'
import { withBuiltScreens } from './built-screens.ts'
import type { PlatformOptions, TestKit, TestNode, TestPlatform, TestScope } from './test-kit.ts'

/** Whoever runs plugins has core; the SDK is beneath it and finds it when a test runs. */
const CORE: string = '@stowage/core/testing'

/**
 * Starts the platform with plugins, on a database of its own and without a port, in less than a second. Their
 * screens are built from `admin/index.tsx` where that stands beside the folder of `admin.entry`.
 * @example
 * const { administrator } = await startPlatform(t, { plugins: [fragile] })
 * @throws HostError when a plugin is faulty: coded, with the way out in its sentence
 * @since 0.1.0
 */
export async function startPlatform(
  t: TestScope,
  { plugins = [] }: PlatformOptions = {},
): Promise<TestPlatform> {
  const { startPlatform } = await findKit()
  return startPlatform(t, { plugins: await withScreens(plugins) })
}

/**
 * Starts a server for which the given plugins are there and off, to see them come and go.
 * @since 0.1.0
 */
export async function startNode(t: TestScope, plugins: readonly PluginDeclaration[]): Promise<TestNode> {
  const { startNode } = await findKit()
  return startNode(t, await withScreens(plugins))
}

function withScreens(plugins: readonly PluginDeclaration[]): Promise<PluginDeclaration[]> {
  return Promise.all(plugins.map(withBuiltScreens))
}

/** The test kit of the platform that stands beside the SDK. */
export async function findKit(): Promise<TestKit> {
  try {
    return (await import(CORE)).kit
  } catch (cause) {
    if ((cause as { code?: string }).code !== 'ERR_MODULE_NOT_FOUND') throw cause
    throw new Error('The test kit needs the platform beside it: npm install --save-dev @stowage/core', {
      cause,
    })
  }
}
