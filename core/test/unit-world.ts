import type { Test } from 'tap'
import type { Caller, TestPlatform } from '../src/testing/start-platform.ts'
import type { LedgerWorld } from './ledger-world.ts'

export const URL = '/api/v1/locations'
export const NOBODY = '00000000-0000-7000-8000-00000000ffff'

export interface Content {
  readonly unit: { readonly code: string }
  readonly item: { readonly sku: string }
  readonly onHand: number
  readonly allocated: number
}

export function on(location: string, handlingUnit: string) {
  return { location, handlingUnit }
}

export function moveUnits(
  { administrator }: { administrator: Caller },
  handlingUnits: readonly object[],
  key?: string,
) {
  return administrator.send({
    method: 'POST',
    url: '/api/v1/ledger/movements',
    headers: key === undefined ? {} : { 'idempotency-key': key },
    payload: { mode: 'each', movements: [{ kind: 'transfer', handlingUnits }] },
  })
}

export function unit(world: LedgerWorld, id: string) {
  return world.get(`/locations/handling-units/${id}`)
}

export async function proven(t: Test, world: LedgerWorld): Promise<void> {
  const { ok, differences, invariants } = await world.verify()
  t.ok(ok, JSON.stringify([differences, invariants.filter(({ broken }) => broken > 0)]))
}

export async function create(administrator: TestPlatform['administrator'], url: string, payload: object) {
  const { status, body, text } = await administrator.send({ method: 'POST', url: `${URL}/${url}`, payload })
  if (status !== 201) throw new Error(`${url}: ${status} ${text}`)
  return body
}

export function createUnit({ administrator }: LedgerWorld, payload: object) {
  return create(administrator, 'handling-units', payload)
}
