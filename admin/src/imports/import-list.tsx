import { DataTable } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
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
    >
      <DataTable<ImportSummary> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<ImportSummary>
          source="fileName"
          label={say('File')}
          render={({ fileName }) => <span className="strong">{fileName}</span>}
        />
        <DataTable.Col<ImportSummary>
          label={say('What')}
          disableSort
          render={({ importable }) => titles.get(importable) ?? importable}
        />
        <DataTable.Col<ImportSummary>
          label={say('State')}
          disableSort
          render={({ state }) => <ImportStateChip state={state} />}
        />
        <DataTable.Col<ImportSummary> label={say('Rows')} disableSort render={(row) => <Rows row={row} />} />
        <DataTable.Col<ImportSummary>
          label={say('By')}
          disableSort
          render={({ createdBy }) => createdBy.name}
        />
        <DataTable.Col<ImportSummary>
          source="createdAt"
          label={say('When')}
          render={({ createdAt }) => <Instant at={createdAt} />}
        />
      </DataTable>
    </ListPage>
  )
}

const told = ['created', 'updated', 'unchanged', 'refused', 'undone'] as const

function Rows({ row }: { row: ImportSummary }) {
  const words = told.flatMap((kind) =>
    row[kind] === 0 ? [] : [`${formatFigure(row[kind])} ${countWords()[kind]}`],
  )
  return <span style={{ whiteSpace: 'nowrap' }}>{words.join(', ')}</span>
}
