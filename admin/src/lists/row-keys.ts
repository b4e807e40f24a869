import { type RefObject, useEffect } from 'react'
import { useListContext, useResourceContext, useResourceDefinition } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { onKeys } from '../keys/keys.ts'

/** Rows by keyboard: `j` and `k` walk, `x` chooses, Enter opens, `e` edits. */
export function useRowKeys(table: RefObject<HTMLElement | null>): void {
  const { data } = useListContext()
  const resource = useResourceContext()
  const { hasEdit } = useResourceDefinition()
  const navigate = useNavigate()
  useEffect(() => {
    const rows = () => [...(table.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [])]
    const here = () => rows().findIndex((row) => row.contains(document.activeElement))
    const walk = (step: number) => {
      const all = rows()
      const at = here()
      const next = all[at === -1 ? (step > 0 ? 0 : all.length - 1) : at + step]
      if (!next) return
      next.tabIndex = -1
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    const onRow = (work: (row: HTMLElement, place: number) => void) => () => {
      const place = here()
      const row = rows()[place]
      if (row) work(row, place)
    }
    return onKeys({
      j: () => walk(1),
      k: () => walk(-1),
      x: onRow((row) => row.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()),
      Enter: onRow((row) => document.activeElement === row && row.click()),
      e: onRow((_, place) => {
        const id = data?.[place]?.id
        if (id !== undefined && resource && hasEdit)
          navigate(`/${resource}/${encodeURIComponent(String(id))}`)
      }),
    })
  }, [table, data, resource, hasEdit, navigate])
}
