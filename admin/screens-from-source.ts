import { existsSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import type { Plugin } from 'vite'
import { barrelFor, barrelSource, isMapped } from '../sdk/src/admin-build/host-imports.ts'
import { deskModule } from './host-modules.ts'

const desk = join(import.meta.dirname, 'src/main.tsx')
/** As the server serves built screens. */
const BUILT = /^\/plugins\/([a-z0-9-]+)\/[\w-]+\.js(\?|$)/

/**
 * In the place of the built file of a plugin's screens: its sources, as vite serves those of the desk. So a
 * change is in the open page at once, and what was typed stays. What they import is the desk's own, by the
 * same names as in a build.
 * @param folders each a plugin, or full of them
 */
export function screensFromSource(folders: readonly string[]): Plugin {
  const isTheirs = (importer: string | undefined) =>
    importer !== undefined &&
    (barrelSource(importer) !== null || folders.some((one) => importer.startsWith(one + sep)))
  return {
    name: 'stowage-screens-from-source',
    apply: 'serve',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!isTheirs(importer)) return null
      if (source.startsWith('react/jsx')) return this.resolve(source, desk)
      if (!isMapped(source, importer)) return barrelFor(source)
      return source === 'react' ? this.resolve(source, desk) : deskModule(source)
    },
    load: (id) => barrelSource(id),
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const name = BUILT.exec(request.url ?? '')?.[1]
        const entry = name === undefined ? undefined : entryOf(folders, name)
        if (entry === undefined) return next()
        response.setHeader('content-type', 'text/javascript').setHeader('cache-control', 'no-cache')
        response.end(
          `export * from ${JSON.stringify(`/@fs/${entry.replaceAll(sep, '/').replace(/^\//, '')}`)}\n`,
        )
      })
    },
  }
}

/** Where a plugin keeps its screens, if its sources are here: a folder may have got it just now. */
function entryOf(folders: readonly string[], name: string): string | undefined {
  return folders
    .flatMap((folder) => [...(basename(folder) === name ? [folder] : []), join(folder, name)])
    .map((folder) => join(folder, 'admin', 'index.tsx'))
    .find((entry) => existsSync(entry))
}
