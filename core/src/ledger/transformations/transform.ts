import { refuse, type Transaction } from '@stowage/sdk'
import { newId } from '../../database/ids.ts'
import type { LineInput, MovementInput } from '../posting/command.ts'
import { unitsOf } from '../posting/micros.ts'
import { TRANSFORM } from '../units/unit-move.ts'
import type { NewTransformation } from './transformation.schemas.ts'

/** The house company's own stock, where nothing names an owner. */
const HOUSE_OWNER = '00000000-0000-7000-8000-000000000002'
/** What these are done to is the same afterwards: only where it is has changed. */
const KEEPING: ReadonlySet<string> = new Set(['split', 'merge', 'repack'])

/** The movements of a transformation, one for each owner, all under its id. */
export interface Transformed {
  readonly id: string
  readonly movements: readonly MovementInput[]
}

/**
 * Turns inputs and outputs into movements: inputs go to TRANSFORM, outputs come from there.
 * @throws `ledger.transformation_unbalanced`, `ledger.transformation_uncounted`
 */
export async function transformed(trx: Transaction, wish: NewTransformation): Promise<Transformed> {
  if (KEEPING.has(wish.kind)) await checkBalanced(trx, wish)
  const id = wish.id?.toLowerCase() ?? newId()
  const { kind, owner: own = HOUSE_OWNER } = wish
  const byOwner = new Map<string, LineInput[]>()
  const add = (owner: string, line: LineInput) => {
    const lines = byOwner.get(owner)
    if (lines === undefined) byOwner.set(owner, [line])
    else lines.push(line)
  }
  const outside = { location: TRANSFORM }
  for (const { owner = own, ...input } of wish.inputs) add(owner, { ...input, to: outside } as LineInput)
  for (const { owner = own, ...output } of wish.outputs) add(owner, { ...output, from: outside } as LineInput)
  const movements = [...byOwner].map(([owner, lines]) => ({
    ...headOf(wish),
    kind: 'transformation',
    owner,
    transformation: { id, kind },
    lines,
  }))
  return { id, movements }
}

/** The members that each movement of a wish has in common. */
export function headOf({
  reason,
  source,
  effectiveAt,
  note,
  overrides,
}: Partial<NewTransformation>): Pick<
  MovementInput,
  'reason' | 'source' | 'effectiveAt' | 'note' | 'overrides'
> {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
    ...(effectiveAt === undefined ? {} : { effectiveAt }),
    ...(note === undefined ? {} : { note }),
    ...(overrides === undefined ? {} : { overrides }),
  }
}

/** The same quantity of each lot of each owner comes out as went in. */
async function checkBalanced(trx: Transaction, wish: NewTransformation): Promise<void> {
  const { kind, owner: own = HOUSE_OWNER } = wish
  const sums = new Map<string, { item: string; input: number; output: number }>()
  for (const side of ['input', 'output'] as const) {
    for (const { owner = own, item, lot = '', quantity } of side === 'input' ? wish.inputs : wish.outputs) {
      if (quantity === undefined) throw refuse('ledger.transformation_uncounted', { kind }, `/${side}s`)
      const key = `${owner} ${item} ${lot}`.toLowerCase()
      const sum = sums.get(key) ?? { item, input: 0, output: 0 }
      sum[side] += Math.round(quantity * 1e6)
      sums.set(key, sum)
    }
  }
  const wrong = [...sums.values()].find(({ input, output }) => input !== output)
  if (wrong === undefined) return
  const found = await trx('items.item').where('id', wrong.item).first('sku')
  const facts = {
    kind,
    sku: found?.sku ?? wrong.item,
    input: unitsOf(wrong.input),
    output: unitsOf(wrong.output),
  }
  throw refuse('ledger.transformation_unbalanced', facts, '/outputs')
}

/** @throws `ledger.transformation_taken` */
export async function refuseTaken(trx: Transaction, id: string): Promise<void> {
  const taken = await trx('ledger.transformation').where({ id }).first('id')
  if (taken !== undefined) throw refuse('ledger.transformation_taken', { id }, '/id')
}
