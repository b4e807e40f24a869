import type { AdminMenuEntry, PluginDeclaration } from '@stowage/sdk'
import { HostError } from './host-error.ts'
import type { PermissionRegistry } from './permission-registry.ts'

/** A screen that a program of its own shows, in a frame at the desk. */
export interface ProgramScreen {
  /** Below `/x/<plugin>/`. */
  readonly path: string
  readonly title: string
  /** Whole, at the program's address. */
  readonly url: string
  readonly permission: string
  readonly menu?: AdminMenuEntry
}

/** What a plugin is beside its declaration when it runs outside, as a program of its own. */
export interface Program {
  /** Where it runs: `https://quotes.example.com`. */
  readonly address: string
  /** The permissions of its key, and no others. */
  readonly rights: readonly string[]
  readonly screens: readonly ProgramScreen[]
}

const programs = new WeakMap<PluginDeclaration, Program>()

/** Remembers that a declaration is that of a program. */
export function markProgram(declaration: PluginDeclaration, program: Program): PluginDeclaration {
  programs.set(declaration, program)
  return declaration
}

/** The program that a plugin is; undefined for one that runs within this process. */
export function programOf(plugin: PluginDeclaration): Program | undefined {
  return programs.get(plugin)
}

/**
 * Holds what programs ask for against what there is.
 * @throws HostError for a right of the key, or the permission of a screen, that no plugin declares
 */
export function checkPrograms(plugins: readonly PluginDeclaration[], permissions: PermissionRegistry): void {
  for (const plugin of plugins) {
    const { rights, screens } = programOf(plugin) ?? { rights: [], screens: [] }
    const wanted = [...rights, ...screens.map(({ permission }) => permission)]
    const unknown = wanted.find((permission) => !permissions.has(permission))
    if (unknown === undefined) continue
    throw new HostError(
      'host.program_permission_unknown',
      plugin.name,
      `The program "${plugin.name}" names the permission "${unknown}", which nobody declares who is on; ` +
        'correct the word, or switch on first whose it is.',
    )
  }
}
