import { lazy } from 'react'
import type { ResourceProps } from 'react-admin'
import type { Transformation } from './transformation.ts'
import { transformationWord } from './transformation-kinds.tsx'

/** Splits, merges, repackings, productions and kits: what went in, and what came out. */
export const transformations: ResourceProps = {
  name: 'transformations',
  list: lazy(() => import('./transformation-list.tsx')),
  show: lazy(() => import('./transformation-show.tsx')),
  recordRepresentation: ({ kind }: Transformation) => transformationWord(kind),
}
