import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { CustomField } from './field.ts'

/** Fields that administrators give to records. */
export const customFields: ResourceProps = {
  name: 'custom-fields',
  list: lazy(() => import('./field-list.tsx')),
  create: lazy(() => import('./field-create.tsx')),
  edit: lazy(() => import('./field-edit.tsx')),
  recordRepresentation: (field: CustomField) => field.label,
}
