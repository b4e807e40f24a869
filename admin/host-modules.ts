import { createRequire } from 'node:module'
import type { Plugin } from 'vite'
import { type HostPackage, hostName, hostNames, mappedModules } from '../sdk/src/admin-build/host-names.ts'

const prefix = 'virtual:stowage/'
const require = createRequire(import.meta.url)

/**
 * The modules that plugins' screens get from the desk: an entry of the build for each name of the import map,
 * and the map itself, written into the page before its first module. In `vite dev` the map leads to the same
 * modules as the dev server serves them.
 */
export function hostModules(): Plugin {
  return {
    name: 'stowage-host-modules',
    resolveId: (id) => (id.startsWith(prefix) ? id : null),
    load: (id) => (id.startsWith(prefix) ? sourceOf(id.slice(prefix.length)) : null),
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const imports: Record<string, string> = {}
        for (const name of mappedModules) imports[name] = bundle ? '' : `/@id/${prefix}${name}`
        for (const chunk of Object.values(bundle ?? {})) {
          if (chunk.type !== 'chunk' || !chunk.facadeModuleId?.startsWith(prefix)) continue
          imports[chunk.facadeModuleId.slice(prefix.length)] = `/${chunk.fileName}`
        }
        const missing = Object.keys(imports).filter((name) => imports[name] === '')
        if (missing.length > 0) throw new Error(`Nothing was built for ${missing.join(', ')}.`)
        const map = JSON.stringify({ imports })
        return html.replace('<!--importmap-->', `<script type="importmap">${map}</script>`)
      },
    },
  }
}

/** The id of the module behind a name of the import map. */
export function deskModule(name: string): string {
  return prefix + name
}

/** The build's inputs beside the page. */
export function hostInputs(): Record<string, string> {
  return Object.fromEntries(
    mappedModules.map((name) => [
      `for-plugins/${name.replaceAll('/', '-').replace('@', '')}`,
      deskModule(name),
    ]),
  )
}

function sourceOf(name: string): string {
  return name === '@stowage/admin' ? deskSource() : commonJsSource(name)
}

/** Each name of each package under the one that plugins' builds ask for. */
function deskSource(): string {
  return Object.entries(hostNames)
    .map(([from, names]) => {
      const source = from === '@stowage/admin' ? '/src/plugin-pieces.ts' : from
      const given = names.map((name) => `${name} as ${hostName(from as HostPackage, name)}`)
      return `export { ${given.join(', ')} } from '${source}'`
    })
    .join('\n')
}

/** React is CommonJS, so its names are written out: `export *` would give the default alone. */
function commonJsSource(name: string): string {
  const names = Object.keys(require(name)).filter(
    (key) => /^[A-Za-z_$][\w$]*$/.test(key) && key !== 'default',
  )
  return `import all from '${name}'; export default all; export { ${names.join(', ')} } from '${name}'`
}
