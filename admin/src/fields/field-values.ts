import { type Kind, nameFromLabel, rulesOfKind } from './field.ts'

type Values = Record<string, unknown>

/** What the form says, as the API takes it: only the rules of its kind, and nothing that was left empty. */
export function fieldFrom(data: Values): Values {
  const {
    entity,
    name,
    kind,
    label,
    labels,
    help,
    helps,
    isRequired,
    permission,
    place,
    rules,
    id,
    version,
  } = data
  const own = rulesOfKind[kind as Kind] ?? []
  const said = Object.entries((rules ?? {}) as Values).filter(
    ([rule, value]) => own.includes(rule) && !isEmpty(value),
  )
  return {
    id,
    version,
    entity,
    name: name || nameFromLabel(String(label ?? '')),
    kind,
    label,
    labels: filled(labels),
    help: help || null,
    helps: filled(helps),
    isRequired: isRequired === true,
    permission: permission || null,
    place: place ?? 0,
    rules: Object.fromEntries(said),
  }
}

function filled(texts: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((texts ?? {}) as Record<string, string>).filter(([, text]) => text),
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
