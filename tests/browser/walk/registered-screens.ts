import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const sources = fileURLToPath(new URL('../../../admin/src/', import.meta.url))

/** What a resource has screens for. */
export type View = 'list' | 'create' | 'edit' | 'show'
const views: readonly View[] = ['list', 'create', 'edit', 'show']

/** A resource of the desk with the screens that it registers. */
export interface RegisteredResource {
  readonly name: string
  readonly views: readonly View[]
}

/** The resources as the desk's sources declare them, so that no new one is forgotten. */
export function registeredResources(): readonly RegisteredResource[] {
  return globSync('*/index.ts', { cwd: sources })
    .sort()
    .flatMap((file) => [...readFileSync(sources + file, 'utf8').matchAll(/: ResourceProps = \{(.*?)\n\}/gs)])
    .map(([, body = '']) => ({
      name: body.match(/name: '([^']+)'/)?.[1] ?? '',
      views: views.filter((view) => body.includes(`\n  ${view}: `)),
    }))
}

/** The paths of the screens that are no resource's. */
export function registeredRoutes(): readonly string[] {
  const app = readFileSync(`${sources}app.tsx`, 'utf8')
  return [...app.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
}
