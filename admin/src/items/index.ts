import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { Item } from './item.ts'

/** Items: what stock is kept of. */
export const items: ResourceProps = {
  name: 'items',
  list: lazy(() => import('./item-list.tsx')),
  create: lazy(() => import('./item-create.tsx')),
  edit: lazy(() => import('./item-edit.tsx')),
  show: lazy(() => import('./item-show.tsx')),
  recordRepresentation: (item: Item) => `${item.sku} ${item.name}`,
}
