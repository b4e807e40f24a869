import type { ListColumn } from '../lists/list-columns.tsx'
import { formatFigure } from '../pieces/format.ts'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { say } from '../words/say.ts'
import { type ImportSummary, useImportables } from './import.ts'
import { countWords, ImportStateChip } from './import-state.tsx'

/** The history of imports: who brought in what, when, and what became of it. */
export default function ImportList() {
  const titles = new Map(useImportables().map(({ name, title }) => [name, title]))
  return (
    <ListPage
      title={say('Imports')}
      noun={say('imports')}
      sort={{ field: 'createdAt', order: 'DESC' }}
      actions={<NewButton resource="imports" word={say('New import')} />}
      filters={<SearchFilter placeholder={say('File name')} />}
      empty={
        <>
          <b>{say('Nothing was imported yet.')}</b>
          <span>{say('Items, lots, locations and stock come in from CSV files and workbooks.')}</span>
        </>
      }
      rowClick="show"
      columns={columnsOf(titles)}
    />
  )
}

function columnsOf(titles: ReadonlyMap<string, string>): readonly ListColumn<ImportSummary>[] {
  return [
    { source: 'fileName', label: say('File'), as: 'strong', canSort: true },
    {
      source: 'importable',
      label: say('What'),
      draw: ({ importable }) => titles.get(importable) ?? importable,
    },
    { source: 'state', label: say('State'), draw: ({ state }) => <ImportStateChip state={state} /> },
    { source: 'created', label: say('Rows'), draw: (row) => <Rows row={row} /> },
    { source: 'createdBy', label: say('By'), draw: ({ createdBy }) => createdBy.name },
    { source: 'createdAt', label: say('When'), as: 'instant', canSort: true },
  ]
}

const told = ['created', 'updated', 'unchanged', 'refused', 'undone'] as const

function Rows({ row }: { row: ImportSummary }) {
  const words = told.flatMap((kind) =>
    row[kind] === 0 ? [] : [`${formatFigure(row[kind])} ${countWords()[kind]}`],
  )
  return <span style={{ whiteSpace: 'nowrap' }}>{words.join(', ')}</span>
}
