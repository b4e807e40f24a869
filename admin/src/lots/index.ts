import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { Lot } from './lot.ts'

/** Lots: pieces of one item that share their dates. */
export const lots: ResourceProps = {
  name: 'lots',
  list: lazy(() => import('./lot-list.tsx')),
  create: lazy(() => import('./lot-create.tsx')),
  edit: lazy(() => import('./lot-edit.tsx')),
  show: lazy(() => import('./lot-show.tsx')),
  recordRepresentation: (lot: Lot) => `${lot.sku} ${lot.name}`,
}
