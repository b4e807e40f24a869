import {
  type Actor,
  DomainError,
  type ResourceDeclaration,
  refuse,
  type Services,
  type Transaction,
} from '@stowage/sdk'
import type { Author } from '../../audit/record-change.ts'
import { recordChange } from '../../audit/record-change.ts'
import { type Created, changeRow, createRow, VersionedRow } from '../../audit/versioned-row.ts'
import { removeFields } from '../../host/fields/field-writes.ts'
import { hiddenFrom, restrictedIn, withheldFacts, withoutFields } from '../../http/restricted-fields.ts'
import type { ResourceShape } from './resource-shape.ts'

type Values = Readonly<Record<string, unknown>>

/** A row as it stands in its table, with the owner's number where it has an owner. */
type Row = VersionedRow & Record<string, unknown>

/** Writes and reads the rows of one resource, by its declaration alone. */
export class ResourceRows {
  readonly #resource: ResourceDeclaration
  readonly #shape: ResourceShape
  readonly #services: Services
  readonly #model: (new () => Row) & typeof VersionedRow

  constructor(resource: ResourceDeclaration, shape: ResourceShape, services: Services) {
    this.#resource = resource
    this.#shape = shape
    this.#services = services
    this.#model = class extends VersionedRow {
      static override tableName = shape.entity
      // What is a list or an object is a column of JSON.
      static override jsonAttributes = Object.entries(shape.list.fields).flatMap(([name, { type }]) =>
        type === 'json' ? [name] : [],
      )
    } as unknown as (new () => Row) & typeof VersionedRow
  }

  /** @throws `http.row_not_found`, also for a row that the actor may not see */
  async get(trx: Transaction, id: string): Promise<Values> {
    return this.#present(trx, await this.#find(trx, id))
  }

  /**
   * @throws `http.id_taken`, `http.reference_unknown`, `http.row_not_yours`, the error that the declaration names for a value
   * that is taken, and whatever its own check refuses
   */
  async create(trx: Transaction, author: Author, wish: Values): Promise<Created<Values>> {
    const { id, owner, ...given } = wish
    const values = { ...this.#blank(), ...given }
    await this.#check(trx, author.actor, values, null)
    const said = await this.#ownerNumber(trx, author.actor, owner)
    const number = await this.#ownerAmong(trx, values, { owner: said, mayTake: (owner ?? null) === null })
    const created = await createRow(trx, author, {
      model: this.#model,
      entity: this.#shape.entity,
      values: {
        ...values,
        ...(id === undefined ? {} : { id }),
        ...(this.#shape.ownerColumn === undefined ? {} : { [camel(this.#shape.ownerColumn)]: number }),
      } as Partial<Row>,
      owner: number,
      taken: this.#taken(author.actor, values),
      idTaken: 'http.id_taken',
    })
    return { row: await this.#present(trx, created.row as Row), isNew: created.isNew }
  }

  /** @throws as `create`, and a 412 when it was changed in the meantime */
  async change(
    trx: Transaction,
    author: Author,
    { id, version, patch }: { id: string; version: number; patch: Values },
  ): Promise<Values> {
    const row = await this.#find(trx, id)
    const before = this.#membersOf(row)
    const values = { ...before, ...patch }
    await this.#check(trx, author.actor, values, before)
    await this.#ownerAmong(trx, changedOf(values, before), { owner: this.#numberOf(row), mayTake: false })
    const changed = await changeRow(trx, author, {
      model: this.#model,
      entity: this.#shape.entity,
      row,
      version,
      patch: patch as Partial<Row>,
      owner: this.#numberOf(row),
      taken: this.#taken(author.actor, values),
    })
    return this.#present(trx, changed as Row)
  }

  /** Removes a row that still has the version which the caller has seen. */
  async remove(
    trx: Transaction,
    author: Author,
    { id, version }: { id: string; version: number },
  ): Promise<void> {
    const row = await this.#find(trx, id)
    const removed = await this.#model.query(trx).delete().where({ id, version })
    if (removed === 0) throw refuse('http.version_conflict', { sent: version, current: row.version })
    const { entity } = this.#shape
    const fields = await removeFields(trx, { entity, id })
    const before = { ...this.#membersOf(row), ...(Object.keys(fields).length > 0 && { fields }) }
    await recordChange(trx, { ...author, entity, id, action: 'remove', owner: this.#numberOf(row), before })
  }

  async #find(trx: Transaction, id: string): Promise<Row> {
    const row = await this.#model.query(trx).findById(id)
    if (row !== undefined) return row as Row
    throw refuse('http.row_not_found', { what: this.#resource.title.toLowerCase(), id })
  }

  async #check(trx: Transaction, actor: Actor, values: Values, before: Values | null): Promise<void> {
    for (const [member, table] of this.#shape.references) {
      const id = values[member] ?? null
      if (id === null || id === before?.[member]) continue
      const found = await trx(table).where({ id }).first('id')
      if (found === undefined) {
        throw refuse('http.reference_unknown', { member, what: nounOf(table), id }, `/${member}`)
      }
    }
    try {
      await this.#resource.check?.({ values, before, actor, trx, services: this.#services })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { code, facts, pointer } = error
      throw refuse(code, withheldFacts(facts, this.#hiddenFrom(actor), [values, before]), pointer)
    }
  }

  #hiddenFrom(actor: Actor) {
    return hiddenFrom(actor, restrictedIn(this.#resource.members))
  }

  /** Who is bound to owners writes for one of them; staff for whom they say, or the house. */
  async #ownerNumber(trx: Transaction, actor: Actor, owner: unknown): Promise<number | null> {
    if (this.#shape.ownerColumn === undefined) return null
    if (owner === undefined || owner === null) {
      if (actor.owners === 'all') return null
      if (actor.owners.length === 1) return actor.owners[0]!
      throw refuse('http.owner_needed', {}, '/owner')
    }
    const found = await trx('access.owner')
      .where({ id: owner as string })
      .first('no')
    if (found !== undefined) return found.no
    throw refuse('http.reference_unknown', { member: 'owner', what: 'owner', id: owner }, '/owner')
  }

  /**
   * Whose a row is that refers to rows of some owner: his, or others would see by it what he has.
   * @throws `http.reference_of_another`
   */
  async #ownerAmong(
    trx: Transaction,
    values: Values,
    { owner, mayTake }: { readonly owner: number | null; readonly mayTake: boolean },
  ): Promise<number | null> {
    if (this.#shape.ownerColumn === undefined) return owner
    let whose = owner
    for (const [member, table] of this.#shape.references) {
      const id = values[member] ?? null
      const theirs = id === null ? null : await ownerOfRow(trx, table, id)
      if (theirs === null || theirs === whose) continue
      if (whose !== null || !mayTake) {
        throw refuse('http.reference_of_another', { member, what: nounOf(table), id }, `/${member}`)
      }
      whose = theirs
    }
    return whose
  }

  async #present(trx: Transaction, row: Row): Promise<Values> {
    const { id, version, createdAt, updatedAt } = row
    const members = this.#membersOf(row)
    if (this.#shape.ownerColumn === undefined) return { id, ...members, version, createdAt, updatedAt }
    const no = this.#numberOf(row)
    const found = no === null ? undefined : await trx('access.owner').where({ no }).first('id')
    return { id, owner: found?.id ?? null, ...members, version, createdAt, updatedAt }
  }

  #membersOf(row: Row): Values {
    return Object.fromEntries(this.#names().map((name) => [name, row[name] ?? null]))
  }

  #blank(): Values {
    return Object.fromEntries(this.#names().map((name) => [name, null]))
  }

  #names(): string[] {
    return Object.keys(this.#resource.members.properties)
  }

  #numberOf(row: Row): number | null {
    const { ownerColumn } = this.#shape
    return ownerColumn === undefined ? null : ((row[camel(ownerColumn)] as number | null) ?? null)
  }

  /** The facts of such a refusal are the row's members, as far as the writer may see them. */
  #taken(actor: Actor, values: Values) {
    const { taken = {} } = this.#resource
    const seen = withoutFields(values, this.#hiddenFrom(actor))
    return Object.fromEntries(
      Object.entries(taken).map(([constraint, code]) => [constraint, () => refuse(code, { ...seen })]),
    )
  }
}

/** `items.packaging_level` reads `packaging level`. */
function nounOf(table: string): string {
  return table.slice(table.indexOf('.') + 1).replaceAll('_', ' ')
}

function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

function changedOf(values: Values, before: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([member, value]) => value !== before[member]))
}

/** The number of the owner that a row has; null for what is the house's or has none. */
async function ownerOfRow(trx: Transaction, table: string, id: unknown): Promise<number | null> {
  const row = await trx({ r: table })
    .where('r.id', id as string)
    .first(trx.raw("to_jsonb(r) ->> 'owner' as owner"))
  return /^[1-9]\d*$/.test(row?.owner ?? '') ? Number(row.owner) : null
}
