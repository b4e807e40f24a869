import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { type Look, lookOf, writeLook } from '../ledger/look-back.ts'

/** The dimensions that stock can be summed by. */
export const dimensions = ['item', 'site', 'location', 'owner', 'status', 'lot', 'handlingUnit'] as const
export type Dimension = (typeof dimensions)[number]

/** What the stock page shows; all of it stands in the address. */
export interface StockView extends Look {
  readonly by: readonly Dimension[]
  readonly filter: Readonly<Partial<Record<Dimension, string>>>
  /** The figure it is sorted by, downwards; undefined is by name. */
  readonly sort: string | undefined
  /** The row whose figure is open. */
  readonly open: string | undefined
}

/** Reads and writes the view in the address, so that a link shows what its sender saw. */
export function useStockView(): [StockView, (change: Partial<StockView>) => void] {
  const [params, setParams] = useSearchParams()
  const view = useMemo(() => readView(params), [params])
  const change = (part: Partial<StockView>) => {
    const isSameTable = Object.keys(part).every((field) => field === 'open')
    setParams(writeView({ ...view, ...(isSameTable ? {} : { open: undefined }), ...part }), {
      replace: isSameTable,
    })
  }
  return [view, change]
}

function readView(params: URLSearchParams): StockView {
  const by = (params.get('by') ?? 'item').split(',').filter((word): word is Dimension => isDimension(word))
  const filter: Partial<Record<Dimension, string>> = {}
  for (const dimension of dimensions) {
    const value = params.get(dimension)
    if (value) filter[dimension] = value
  }
  return {
    by: by.length > 0 ? by : ['item'],
    filter,
    ...lookOf(params),
    sort: params.get('sort') ?? undefined,
    open: params.get('open') ?? undefined,
  }
}

function writeView(view: StockView): URLSearchParams {
  const params = new URLSearchParams()
  if (view.by.join() !== 'item') params.set('by', view.by.join(','))
  for (const [dimension, value] of Object.entries(view.filter)) if (value) params.set(dimension, value)
  writeLook(view, params)
  if (view.sort) params.set('sort', view.sort)
  if (view.open) params.set('open', view.open)
  return params
}

function isDimension(word: string): word is Dimension {
  return (dimensions as readonly string[]).includes(word)
}
