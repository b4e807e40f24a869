import { refuse } from '@stowage/sdk'
import type { SecretBox } from '../secrets/secret-box.ts'
import type { SettingsMember, SettingsShape } from './settings-shape.ts'

/** What a secret looks like to whoever reads settings; sent back, it leaves the secret as it is. */
export const MASK = '••••••••'
const MAX_BYTES = 65_536
const MAX_SHOWN = 120

/** What is said in one place, as it is stored. */
export interface SaidValues {
  readonly said: Readonly<Record<string, unknown>>
  /** Each sealed by itself. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Values as they came, and where they are to stand. */
export interface WishedValues {
  readonly values: Readonly<Record<string, unknown>>
  /** The row that they belong to. */
  readonly row: string
  readonly standing: SaidValues
}

/** Nothing said. */
export const NOTHING_SAID: SaidValues = { said: {}, secrets: {} }

/**
 * Checks values member by member and seals the secrets among them. Nothing is merged: what is not in
 * `values` is not said any more.
 * @throws DomainError `host.setting_unknown`, `host.setting_invalid`, `host.settings_too_large`
 */
export function checkedValues(
  shape: SettingsShape,
  box: SecretBox,
  { values, row, standing }: WishedValues,
): SaidValues {
  const bytes = Buffer.byteLength(JSON.stringify(values))
  if (bytes > MAX_BYTES)
    throw refuse('host.settings_too_large', { plugin: shape.plugin, bytes, limit: MAX_BYTES })
  const said: Record<string, unknown> = {}
  const secrets: Record<string, string> = {}
  for (const [name, given] of Object.entries(values)) {
    const member = shape.members.get(name)
    if (member === undefined) {
      const facts = { plugin: shape.plugin, member: name, known: [...shape.members.keys()] }
      throw refuse('host.setting_unknown', facts, `/values/${name}`)
    }
    const kept = standing.secrets[name]
    if (member.isSecret && given === MASK && kept !== undefined) {
      secrets[name] = kept
      continue
    }
    const value = structuredClone(given)
    refuseUnfit(shape, member, value)
    if (member.isSecret)
      secrets[name] = box.seal(value as string, { plugin: shape.plugin, row, member: name })
    else said[name] = value
  }
  return { said, secrets }
}

function refuseUnfit({ plugin }: SettingsShape, member: SettingsMember, value: unknown): void {
  const { name, title, isSecret } = member
  const fault =
    isSecret && value === MASK
      ? { pointer: '', words: 'there is no secret that could be kept' }
      : member.faultOf(value)
  if (fault === undefined) return
  const shown = isSecret ? '(secret)' : shortly(value)
  const facts = { plugin, member: name, title, value: shown, problem: fault.words }
  throw refuse('host.setting_invalid', facts, `/values/${name}${fault.pointer}`)
}

/** A value in so few characters that a sentence can carry it. */
export function shortly(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length <= MAX_SHOWN ? text : `${text.slice(0, MAX_SHOWN)}…`
}

/** What is said, with dots for secrets: for answers. */
export function maskedValues(
  { members }: SettingsShape,
  { said, secrets }: SaidValues,
): Record<string, unknown> {
  const known = Object.entries(said).filter(([name]) => members.has(name))
  return Object.fromEntries([...known, ...Object.keys(secrets).map((name) => [name, MASK])])
}

/** The members that differ, for the audit; of a secret only that it is another. */
export function changedMembers(before: SaidValues, after: SaidValues): { before: object; after: object } {
  const names = new Set(
    [before, after].flatMap(({ said, secrets }) => [...Object.keys(said), ...Object.keys(secrets)]),
  )
  const changed = [...names].filter(
    (name) => JSON.stringify(rawOf(before, name)) !== JSON.stringify(rawOf(after, name)),
  )
  const shown = (values: SaidValues) =>
    Object.fromEntries(
      changed
        .filter((name) => rawOf(values, name) !== undefined)
        .map((name) => [name, Object.hasOwn(values.secrets, name) ? '(secret)' : values.said[name]]),
    )
  return { before: shown(before), after: shown(after) }
}

function rawOf({ said, secrets }: SaidValues, name: string): unknown {
  return Object.hasOwn(secrets, name) ? secrets[name] : said[name]
}

/** What is said in one place, with its row. */
export interface SaidRow extends SaidValues {
  readonly id: string
}

/**
 * Lays what was said over the defaults, the widest first. Secrets are opened when they are read, and are not
 * enumerable.
 */
export function effectiveValues(
  { plugin, members }: SettingsShape,
  box: SecretBox,
  rows: readonly SaidRow[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const member of members.values()) {
    const { name, isSecret } = member
    const row = rows.findLast((one) => Object.hasOwn(isSecret ? one.secrets : one.said, name))
    if (isSecret && row !== undefined) {
      const sealed = row.secrets[name]!
      Object.defineProperty(values, name, {
        get: () => box.open(sealed, { plugin, row: row.id, member: name }),
      })
    } else if (row !== undefined) values[name] = row.said[name]
    else if (member.default !== undefined) values[name] = structuredClone(member.default)
  }
  return values
}
