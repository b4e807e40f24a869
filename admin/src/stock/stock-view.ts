import { useMemo } from 'react'
import { useSearchParams } from 'react-router-dom'
import { type Clock, type Look, lookOf, writeLook } from '../ledger/look-back.ts'
import { useScope } from '../shell/scope.ts'

/** The dimensions that stock can be summed by. */
export const dimensions = ['item', 'site', 'location', 'owner', 'status', 'lot', 'handlingUnit'] as const
export type Dimension = (typeof dimensions)[number]

/** The figures that a cell may show. */
export const figures = ['available', 'onHand', 'allocated', 'unallocated', 'held', 'inTransit'] as const
export type FigureName = (typeof figures)[number]

/** What of stock was kept of the past: what was allocated then is not known. */
export const figuresOfThePast: readonly FigureName[] = ['onHand', 'held', 'inTransit']

/** What makes the columns: a dimension, or all figures of each row. */
export type Across = Dimension | 'figures'

/** What the stock page shows; all of it stands in the address. */
export interface StockView extends Look {
  readonly by: readonly Dimension[]
  readonly across: Across
  /** The figure that was chosen; of the past only some are kept, and `shown` is what stands in the cells. */
  readonly figure: FigureName
  readonly shown: FigureName
  readonly filter: Readonly<Partial<Record<Dimension, string>>>
  /** The same with the site and owner that the desk is held to. */
  readonly held: Readonly<Partial<Record<Dimension, string>>>
  /** The second instant that it is compared with, and the clock of it. */
  readonly before: string | undefined
  readonly beforeClock: Clock
  /** The figure it is sorted by, downwards; undefined is by name. */
  readonly sort: string | undefined
  /** The row whose figure is open, the column of it, and the balance chosen in the panel. */
  readonly open: string | undefined
  readonly column: string | undefined
  readonly bucket: number | undefined
}

/** What is open in place of a row: the sum of the whole view. */
export const wholeView = '*'

const panelFields = new Set(['open', 'column', 'bucket'])

/** Reads and writes the view in the address, so that a link shows what its sender saw. */
export function useStockView(): [StockView, (change: Partial<StockView>) => void] {
  const [params, setParams] = useSearchParams()
  const [{ site, owner }] = useScope()
  const view = useMemo(() => {
    const read = readView(params)
    return { ...read, held: { ...(site ? { site } : {}), ...(owner ? { owner } : {}), ...read.filter } }
  }, [params, site, owner])
  const change = (part: Partial<StockView>) => {
    const isSameTable = Object.keys(part).every((field) => panelFields.has(field))
    const closed = { open: undefined, column: undefined, bucket: undefined }
    setParams(writeView({ ...view, ...(isSameTable ? {} : closed), ...part }), { replace: isSameTable })
  }
  return [view, change]
}

/** The view that an address tells. */
export function readView(params: URLSearchParams): StockView {
  const by = (params.get('by') ?? 'item').split(',').filter(isDimension)
  const filter: Partial<Record<Dimension, string>> = {}
  for (const dimension of dimensions) {
    const value = params.get(dimension)
    if (value) filter[dimension] = value
  }
  const rows: readonly Dimension[] = by.length > 0 ? by : ['item']
  const across = params.get('across') ?? (rows.includes('site') ? 'figures' : 'site')
  const look = lookOf(params)
  const before = params.get('before') ?? undefined
  const figure = figures.find((name) => name === params.get('figure')) ?? 'available'
  const isPast = look.instant !== undefined || before !== undefined
  return {
    by: rows,
    across: isDimension(across) && !rows.includes(across) ? across : 'figures',
    figure,
    shown: isPast && !figuresOfThePast.includes(figure) ? 'onHand' : figure,
    filter,
    held: filter,
    ...look,
    before,
    beforeClock: params.get('beforeClock') === 'known' ? 'known' : 'happened',
    sort: params.get('sort') ?? undefined,
    open: params.get('open') ?? undefined,
    column: params.get('column') ?? undefined,
    bucket: Number(params.get('bucket')) || undefined,
  }
}

/** The address of a view; what everybody sees at first is left out. */
export function writeView(view: StockView): URLSearchParams {
  const params = new URLSearchParams()
  if (view.by.join() !== 'item') params.set('by', view.by.join(','))
  if (view.across !== (view.by.includes('site') ? 'figures' : 'site')) params.set('across', view.across)
  if (view.figure !== 'available') params.set('figure', view.figure)
  for (const [dimension, value] of Object.entries(view.filter)) if (value) params.set(dimension, value)
  writeLook(view, params)
  if (view.before) {
    params.set('before', view.before)
    if (view.beforeClock === 'known') params.set('beforeClock', 'known')
  }
  if (view.sort) params.set('sort', view.sort)
  if (view.open !== undefined) params.set('open', view.open)
  if (view.column !== undefined) params.set('column', view.column)
  if (view.bucket) params.set('bucket', String(view.bucket))
  return params
}

/** The figure that is open: that of its own column, or what stands in all cells. */
export function openFigure({ column, shown }: StockView): FigureName {
  return figures.find((name) => column === `own-${name}`) ?? shown
}

/** The query that names both instants of a view. */
export function instantsQuery(view: StockView): Record<string, string> {
  const { instant, clock, before, beforeClock } = view
  return {
    ...(instant === undefined ? {} : { [clock === 'happened' ? 'asOf' : 'asKnownAt']: instant }),
    ...(before === undefined
      ? {}
      : { [beforeClock === 'happened' ? 'beforeAsOf' : 'beforeAsKnownAt']: before }),
  }
}

function isDimension(word: string): word is Dimension {
  return (dimensions as readonly string[]).includes(word)
}
