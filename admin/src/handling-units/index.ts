import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { HandlingUnit } from './handling-unit.ts'

/** Handling units: pallets, cases, totes and cartons, and what is in them. */
export const handlingUnits: ResourceProps = {
  name: 'handling-units',
  list: lazy(() => import('./unit-list.tsx')),
  create: lazy(() => import('./unit-create.tsx')),
  edit: lazy(() => import('./unit-edit.tsx')),
  show: lazy(() => import('./unit-show.tsx')),
  recordRepresentation: (unit: HandlingUnit) => unit.code,
}
