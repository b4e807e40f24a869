import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Balances below zero: where a place allows it, who took it there, and since when. */
export const debts: ResourceProps = {
  name: 'debts',
  list: lazy(() => import('./debt-list.tsx')),
  recordRepresentation: 'bucket',
}
