import { type Actor, refuse } from '@stowage/sdk'
import { mayUse } from '../may-use.ts'
import { type RestrictedField, schemaWithout } from '../restricted-fields.ts'
import { defineList, type List } from './define-list.ts'
import type { ListDeclaration, ListQuery } from './list-declaration.ts'
import { readsByOwner } from './owner-by-owner.ts'

/** Made when first asked for: there are few sets of permissions that somebody lacks. */
const known = new WeakMap<List, Map<string, List>>()

/**
 * A list as this actor may read it: without the fields whose permission he lacks, in rows, in CSV and in what
 * `q` looks through; and owner by owner, where he is bound to some.
 * @throws `http.field_forbidden` where he filters, sorts or searches by one of them
 */
export function listFor(list: List, actor: Actor, query: ListQuery): List {
  const { permissions, declaration } = list
  const missing = [...permissions].filter((permission) => !mayUse(actor, permission))
  if (missing.length > 0) refuseAsked(list, { actor, query, missing })
  const isByOwner = readsByOwner(declaration, actor)
  if (missing.length === 0 && !isByOwner) return list
  const lists = known.get(list) ?? new Map<string, List>()
  known.set(list, lists)
  const key = `${missing.sort().join()} ${isByOwner}`
  const narrowed = lists.get(key) ?? defineList(narrow(list, new Set(missing)), { isByOwner })
  lists.set(key, narrowed)
  return narrowed
}

interface Asked {
  readonly actor: Actor
  readonly query: ListQuery
  readonly missing: readonly string[]
}

function refuseAsked({ filters, shape, declaration }: List, { actor, query, missing }: Asked): void {
  const refuseField = (parameter: string, field: string, permission: string) => {
    throw refuse('http.field_forbidden', { field, permission, actor: actor.name }, `#${parameter}`)
  }
  for (const [name, value] of Object.entries(query)) {
    const permission = value === undefined ? undefined : filters.get(name)?.permission
    if (permission !== undefined && missing.includes(permission)) refuseField(name, name, permission)
  }
  for (const word of String(query.sort ?? '').split(',')) {
    const { permission, name } = shape.sortable.get(word.replace(/^-/, '')) ?? {}
    if (permission !== undefined && missing.includes(permission)) refuseField('sort', name!, permission)
  }
  const { search = [] } = declaration
  const restricted = shape.fields.filter(({ column }) => search.includes(column))
  const hidden = restricted.filter(({ permission }) => permission && missing.includes(permission))
  if (query.q !== undefined && hidden.length === search.length && hidden.length > 0) {
    refuseField('q', hidden[0]!.name, hidden[0]!.permission!)
  }
}

function narrow({ declaration, shape }: List, missing: ReadonlySet<string>): ListDeclaration {
  const { concealed, ...given } = declaration
  const base = concealed === undefined ? given : { ...given, ...concealed.without(missing) }
  const hidden = shape.fields.filter(({ permission }) => permission && missing.has(permission))
  const names = new Set(hidden.map(({ name }) => name))
  const columns = new Set(hidden.map(({ column }) => column))
  const search = base.search?.filter((expression) => !columns.has(expression)) ?? []
  const paths = hidden.map(
    ({ name, permission }): RestrictedField => ({ path: name.split('.'), permission: permission! }),
  )
  const { search: _, ...rest } = base
  return {
    ...rest,
    fields: Object.fromEntries(Object.entries(base.fields).filter(([name]) => !names.has(name))),
    row: schemaWithout(base.row, paths),
    ...(search.length > 0 && { search }),
  }
}
