import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'

/** Sites: buildings, each with a time zone and the root of its location tree. */
export const sites: ResourceProps = {
  name: 'sites',
  list: lazy(() => import('./site-list.tsx')),
  create: lazy(() => import('./site-create.tsx')),
  edit: lazy(() => import('./site-edit.tsx')),
  recordRepresentation: 'name',
}
