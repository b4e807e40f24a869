import type { Plugin } from 'rolldown'
import { type HostPackage, hostName, hostNames, mappedModules } from './host-names.ts'

const DESK = '@stowage/admin'
const OURS = '\0stowage:'
const MAPPED: readonly string[] = mappedModules
/** These hold state of which a page has one; a second copy in a plugin would not see the desk's. */
const HOSTS =
  /^(@mui\/(?!icons-material)|@emotion\/|react-dom(\/|$)|react-router|react-admin|ra-|@tanstack\/|react-hook-form)/

/**
 * Lets a plugin's screens import react-admin, MUI, react-router, react-query and react-hook-form as always:
 * what they name is taken from the desk's own copy, which the page hands over as `@stowage/admin`. What
 * belongs to the desk and is not handed out fails the build, with a sentence that says what to do.
 */
export function hostImports(): Plugin {
  return {
    name: 'stowage-host-imports',
    resolveId: {
      order: 'pre',
      handler(source, importer) {
        if (isMapped(source, importer)) return { id: source, external: true }
        return barrelFor(source)
      },
    },
    load: (id) => barrelSource(id),
  }
}

/** Whether the page's import map has the module that this import means. */
export function isMapped(source: string, importer: string | undefined): boolean {
  if (source === 'react' || source === 'react/jsx-runtime') return true
  return MAPPED.includes(source) && importer?.startsWith(OURS) === true
}

/**
 * The module that stands in the place of one of the desk's packages; null for what is the plugin's own.
 * @throws Error for what belongs to the desk and is not handed out
 */
export function barrelFor(source: string): string | null {
  if (packageOf(source) !== undefined) return OURS + source
  if (!HOSTS.test(source)) return null
  throw new Error(
    `"${source}" belongs to the desk, which loads it once for all plugins and does not hand it out. ` +
      `Take what you need from ${Object.keys(hostNames).join(', ')}, or do without.`,
  )
}

/** The code of such a module; null for any other id. */
export function barrelSource(id: string): string | null {
  return id.startsWith(OURS) ? barrelOf(id.slice(OURS.length)) : null
}

/** The package of an import such as `@mui/material/Button` or `react-router-dom`. */
function packageOf(source: string): HostPackage | undefined {
  if (source === 'react-router-dom') return 'react-router'
  if (source === 'ra-core') return 'react-admin'
  if (/^@mui\/material\/\w+$/.test(source)) return '@mui/material'
  return Object.hasOwn(hostNames, source) ? (source as HostPackage) : undefined
}

/**
 * All names of the package, each under the name that the desk's module has for it; what is unused
 * falls out.
 */
function barrelOf(source: string): string {
  const from = packageOf(source)!
  const names: readonly string[] = hostNames[from]
  const taken = names.map((name) => `${hostName(from, name)} as ${name}`)
  const last = source.split('/').at(-1)!
  if (from === '@mui/material' && names.includes(last)) taken.push(`${hostName(from, last)} as default`)
  return `export { ${taken.join(', ')} } from '${DESK}'`
}
