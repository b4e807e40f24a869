import { registerHooks } from 'node:module'

/** Of these the process has one copy: a refusal made by another would be a stranger's error. */
const ALWAYS_OURS = /^@stowage\/sdk($|\/)/
/** Ours where the plugin brings none. */
const OURS_FOR_WANT = /^typebox($|\/)/

let isDone = false

/**
 * Lets plugins import the SDK from wherever they lie: a folder of a setting or a package that was installed
 * elsewhere finds no `node_modules` of ours above it.
 */
export function shareOwnPackages(): void {
  if (isDone) return
  isDone = true
  registerHooks({
    resolve(specifier, context, next) {
      const fromHere = { ...context, parentURL: import.meta.url }
      if (ALWAYS_OURS.test(specifier)) return next(specifier, fromHere)
      if (!OURS_FOR_WANT.test(specifier)) return next(specifier, context)
      try {
        return next(specifier, context)
      } catch {
        return next(specifier, fromHere)
      }
    },
  })
}
