import { DataTable, useTranslate } from 'react-admin'
import { formatFigure } from '../pieces/format.ts'
import { Instant } from '../pieces/instant.tsx'
import { SearchFilter } from '../pieces/list-filters.tsx'
import { ListPage } from '../pieces/list-page.tsx'
import { NewButton } from '../pieces/new-button.tsx'
import { type ImportSummary, useImportables } from './import.ts'
import { ImportStateChip } from './import-state.tsx'

/** The history of imports: who brought in what, when, and what became of it. */
export default function ImportList() {
  const translate = useTranslate()
  const say = (word: string) => translate(`imports.${word}`)
  const titles = new Map(useImportables().map(({ name, title }) => [name, title]))
  return (
    <ListPage
      title={say('title')}
      noun={say('noun')}
      sort={{ field: 'createdAt', order: 'DESC' }}
      actions={<NewButton resource="imports" word={say('new')} />}
      filters={<SearchFilter placeholder={say('search')} />}
      empty={
        <>
          <b>{say('empty')}</b>
          <span>{say('empty_hint')}</span>
        </>
      }
    >
      <DataTable<ImportSummary> rowClick="show" bulkActionButtons={false}>
        <DataTable.Col<ImportSummary>
          source="fileName"
          label={say('column.file')}
          render={({ fileName }) => <span className="strong">{fileName}</span>}
        />
        <DataTable.Col<ImportSummary>
          label={say('column.what')}
          disableSort
          render={({ importable }) => titles.get(importable) ?? importable}
        />
        <DataTable.Col<ImportSummary>
          label={say('column.state')}
          disableSort
          render={({ state }) => <ImportStateChip state={state} />}
        />
        <DataTable.Col<ImportSummary>
          label={say('column.rows')}
          disableSort
          render={(row) => <Rows row={row} />}
        />
        <DataTable.Col<ImportSummary>
          label={say('column.by')}
          disableSort
          render={({ createdBy }) => createdBy.name}
        />
        <DataTable.Col<ImportSummary>
          source="createdAt"
          label={say('column.at')}
          render={({ createdAt }) => <Instant at={createdAt} />}
        />
      </DataTable>
    </ListPage>
  )
}

const told = ['created', 'updated', 'unchanged', 'refused', 'undone'] as const

function Rows({ row }: { row: ImportSummary }) {
  const translate = useTranslate()
  const words = told.flatMap((kind) =>
    row[kind] === 0 ? [] : [`${formatFigure(row[kind])} ${translate(`imports.counts.${kind}`)}`],
  )
  return <span style={{ whiteSpace: 'nowrap' }}>{words.join(', ')}</span>
}
