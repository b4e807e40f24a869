import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** API keys: how machines log in. */
export const apiKeys: ResourceProps = {
  name: 'api-keys',
  list: lazy(() => import('./api-key-list.tsx')),
  create: lazy(() => import('./api-key-create.tsx')),
  edit: lazy(() => import('./api-key-edit.tsx')),
  recordRepresentation: 'name',
}
