import type { JobDeclaration, PluginDeclaration } from '@stowage/sdk'
import { parseCronItem } from 'graphile-worker'
import { HostError } from '../../plugin-host/host-error.ts'
import { findOpenObject } from '../../plugin-host/open-object.ts'
import { payloadCheck } from '../payload-check.ts'

const ATTEMPTS = 5

/** A job that some plugin declares. */
export interface DeclaredJob {
  readonly name: string
  readonly plugin: string
  readonly maxAttempts: number
  readonly declaration: JobDeclaration
  /** Says in one clause what is wrong with a payload. */
  readonly check: (payload: unknown) => string | undefined
}

const registries = new WeakMap<readonly PluginDeclaration[], ReadonlyMap<string, DeclaredJob>>()
const NOTHING = { type: 'object', properties: {}, additionalProperties: false }

/**
 * Gathers the jobs of all plugins.
 * @throws HostError for one that is named after another plugin, whose cron cannot be read, or whose payload
 *   is open or no schema
 */
export function jobsOf(plugins: readonly PluginDeclaration[]): ReadonlyMap<string, DeclaredJob> {
  const known = registries.get(plugins)
  if (known !== undefined) return known
  const registry = new Map(plugins.flatMap(declaredBy).map((job) => [job.name, job]))
  registries.set(plugins, registry)
  return registry
}

function declaredBy({ name: plugin, jobs = {} }: PluginDeclaration): DeclaredJob[] {
  return Object.entries<JobDeclaration>(jobs).map(([name, declaration]) => {
    const { cron, payload = NOTHING, maxAttempts = ATTEMPTS } = declaration
    if (!new RegExp(`^${plugin}\\.[a-z][a-z0-9_-]*(\\.[a-z][a-z0-9_-]*)*$`).test(name)) {
      throw fault('host.job_name', plugin, `"${name}" has to begin with "${plugin}." and go on in lower case`)
    }
    const open = findOpenObject(payload)
    if (open !== undefined) {
      throw fault(
        'host.job_payload_schema',
        plugin,
        `"${name}" has a payload that is open at ${open}; write { additionalProperties: false } into it`,
      )
    }
    if (cron !== undefined) checkCron(plugin, name, cron)
    return { name, plugin, maxAttempts, declaration, check: checkOf(plugin, name, payload) }
  })
}

function checkCron(plugin: string, name: string, cron: string): void {
  try {
    if (cron.trim().split(/\s+/).length !== 5) throw new Error('it needs five fields')
    parseCronItem({ task: name, match: cron })
  } catch {
    const way = 'write five fields, minute first, such as "0 4 * * *"'
    throw fault('host.job_cron', plugin, `"${name}" runs at "${cron}", which is no cron; ${way}`)
  }
}

function checkOf(plugin: string, name: string, schema: object): DeclaredJob['check'] {
  try {
    return payloadCheck(schema)
  } catch (cause) {
    throw fault(
      'host.job_payload_schema',
      plugin,
      `"${name}" has no valid schema: ${(cause as Error).message}`,
    )
  }
}

function fault(code: `host.${string}`, plugin: string, clause: string): HostError {
  return new HostError(code, plugin, `A job of the plugin "${plugin}" is faulty: ${clause}.`)
}
