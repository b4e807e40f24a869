import type { PluginDeclaration } from '../../plugin/declaration.ts'
import type { TestPlatform } from '../test-kit.ts'

/** An id of nothing. */
const NOTHING = '019a0000-0000-7000-8000-000000000000'

interface Operation {
  readonly 'x-permission'?: string
  readonly 'x-self'?: true
}

/** A route of a plugin, as the API's own description has it. */
export interface DescribedRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** Nothing where it is public, or about whoever calls. */
  readonly permission: string | undefined
  /** It is about whoever calls: for people, and for no key. */
  readonly isSelf: boolean
}

/** Calls each route as a stranger and as somebody without rights. One that states neither stops the start. */
export async function unguardedRoutes(platform: TestPlatform, plugin: PluginDeclaration): Promise<string[]> {
  const somebody = await platform.withPermissions([])
  const faults: string[] = []
  for (const { method, url, permission, isSelf } of await routesOf(platform, plugin)) {
    if (permission === undefined && !isSelf) continue
    const stranger = await platform.stranger.send({ method, url })
    if (stranger.status !== 401) faults.push(`${method} ${url} answers a stranger with ${stranger.status}.`)
    const lacking = await somebody.send({ method, url })
    if (lacking.status !== 403) {
      faults.push(
        `${method} ${url} answers somebody without ${permission ?? 'being a person'} with ${lacking.status}.`,
      )
    }
  }
  return faults
}

/** The routes of a plugin, with an id of nothing in the place of each parameter. */
export async function routesOf(
  { administrator }: Pick<TestPlatform, 'administrator'>,
  { name }: PluginDeclaration,
): Promise<DescribedRoute[]> {
  type Api = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  const { body } = await administrator.send<Api>({ url: '/api/openapi.json' })
  const root = `/api/v1/${name}`
  return Object.entries(body.paths)
    .filter(([path]) => path === root || path.startsWith(`${root}/`))
    .flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => ({
        method: method.toUpperCase() as DescribedRoute['method'],
        url: path.replaceAll(/\{[^}]+\}/g, NOTHING),
        permission: operation['x-permission'],
        isSelf: operation['x-self'] === true,
      })),
    )
}
