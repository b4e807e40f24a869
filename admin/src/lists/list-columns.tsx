import type { ReactNode } from 'react'
import { DataTable, type RaRecord, type RowClickFunction } from 'react-admin'
import { Figure } from '../pieces/figure.tsx'
import { Instant } from '../pieces/instant.tsx'
import { ChooseColumn } from './choose-column.tsx'

/** A column of a list, by what it shows. */
export interface ListColumn<Row = RaRecord> {
  readonly source: string
  readonly label: string
  /** How it is written: plain unless said. */
  readonly as?: 'text' | 'code' | 'strong' | 'instant' | 'instantShort' | 'figure'
  /** In its place: what is drawn of the row; of a figure, at the right. */
  readonly draw?: (row: Row) => ReactNode
  /** True where the server can put the list in this order. */
  readonly canSort?: boolean
  /** Left out until somebody asks for it. */
  readonly isExtra?: boolean
  /** Buttons: their head is for the ear alone, and they are nobody's to hide or to move. */
  readonly isActs?: boolean
}

/** Where a row leads. */
export type RowClick = 'edit' | 'show' | false | RowClickFunction

/** The table of a list that says its columns rather than draws them. */
export function ListTable(props: {
  columns: readonly ListColumn[]
  rowClick: RowClick
  /** What a row is called by whoever chooses it. */
  nameOf: (row: RaRecord) => string
  bulkActions?: ReactNode
}) {
  const { columns, rowClick, nameOf, bulkActions } = props
  const hidden = columns.filter(({ isExtra }) => isExtra).map(({ source }) => source)
  return (
    <DataTable
      rowClick={rowClick}
      hiddenColumns={hidden}
      bulkActionButtons={false}
      bulkActionsToolbar={bulkActions}
    >
      {bulkActions ? <ChooseColumn nameOf={nameOf} /> : null}
      {columns.map(({ source, label, as = 'text', draw, canSort = false, isActs }) => (
        <DataTable.Col
          key={source}
          source={source}
          label={isActs ? <span className="sr-only">{label}</span> : label}
          disableSort={!canSort}
          {...(as === 'figure' || isActs ? { align: 'right' as const } : {})}
          render={(row: RaRecord) => (draw ? draw(row) : <Value as={as} value={row[source]} />)}
        />
      ))}
    </DataTable>
  )
}

function Value({ as, value }: { as: NonNullable<ListColumn['as']>; value: unknown }) {
  if (value === null || value === undefined) return null
  if (as === 'instant') return <Instant at={String(value)} />
  if (as === 'instantShort') return <Instant at={String(value)} length="short" />
  if (as === 'figure') return <Figure value={Number(value)} />
  if (as === 'text') return <>{String(value)}</>
  return <span className={as}>{String(value)}</span>
}
