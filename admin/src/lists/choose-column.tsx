import Checkbox from '@mui/material/Checkbox'
import { DataTable, type RaRecord, useDataTableRenderContext, useListContext } from 'react-admin'
import { say } from '../words/say.ts'

/** The column by which rows are chosen. It is no column that anybody hides or moves. */
export function ChooseColumn({ nameOf }: { nameOf: (row: RaRecord) => string }) {
  const place = useDataTableRenderContext()
  if (place === 'columnsSelector') return null
  return (
    <DataTable.Col
      label={<ChoosePage />}
      disableSort
      cellClassName="choose"
      headerClassName="choose"
      render={(row: RaRecord) => <ChooseRow row={row} name={nameOf(row)} />}
    />
  )
}

function ChooseRow({ row, name }: { row: RaRecord; name: string }) {
  const { selectedIds, onToggleItem } = useListContext()
  return (
    <Checkbox
      checked={selectedIds.includes(row.id)}
      onClick={(event) => event.stopPropagation()}
      onChange={() => onToggleItem(row.id)}
      slotProps={{ input: { 'aria-label': say('Choose {name}', { name }) } }}
    />
  )
}

/** All that are on this page, or none. The bar that comes with it offers all that the filters find. */
function ChoosePage() {
  const { data = [], selectedIds, onSelect, onUnselectItems } = useListContext()
  const count = data.filter(({ id }) => selectedIds.includes(id)).length
  return (
    <Checkbox
      checked={count > 0 && count === data.length}
      indeterminate={count > 0 && count < data.length}
      onChange={(_, isChecked) => (isChecked ? onSelect(data.map(({ id }) => id)) : onUnselectItems())}
      slotProps={{ input: { 'aria-label': say('Choose all on this page') } }}
    />
  )
}
