import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Companies: legal entities of the house, each with a currency. */
export const companies: ResourceProps = {
  name: 'companies',
  list: lazy(() => import('./company-list.tsx')),
  create: lazy(() => import('./company-create.tsx')),
  edit: lazy(() => import('./company-edit.tsx')),
  recordRepresentation: 'name',
}
