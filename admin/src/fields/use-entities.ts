import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'

/** Records that fields can be given to. */
export interface Entity {
  readonly entity: string
  readonly title: string
}

const none: readonly Entity[] = []

/** All of them, those of plugins that are on among them. */
export function useEntities(): readonly Entity[] {
  const { data } = useQuery({
    queryKey: ['custom-fields', 'entities'],
    queryFn: () => call<{ data: readonly Entity[] }>('/host/fields/entities'),
  })
  return data?.data ?? none
}
