import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { EntityPicker, type Pickable } from '../pieces/entity-picker.tsx'
import { anyItem, anyLocation, anyLot, anyOwner, anySite, anyStatus, anyUnit } from '../pieces/pickables.ts'
import { type Dimension, dimensions, type StockView } from './stock-view.ts'

const pickers: readonly { readonly dimension: Dimension; readonly of: Pickable; readonly width: number }[] = [
  { dimension: 'item', of: anyItem, width: 200 },
  { dimension: 'site', of: anySite, width: 120 },
  { dimension: 'location', of: anyLocation, width: 140 },
  { dimension: 'owner', of: anyOwner, width: 140 },
  { dimension: 'status', of: anyStatus, width: 150 },
  { dimension: 'lot', of: anyLot, width: 150 },
  { dimension: 'handlingUnit', of: anyUnit, width: 160 },
]

const words: Readonly<Record<Dimension, string>> = {
  item: 'Item',
  site: 'Site',
  location: 'Location',
  owner: 'Owner',
  status: 'Status',
  lot: 'Lot',
  handlingUnit: 'Handling unit',
}

/** What stock is grouped by, and what it is held to. */
export function StockControls({
  view,
  onChange,
}: {
  view: StockView
  onChange: (part: Partial<StockView>) => void
}) {
  const filterCount = Object.keys(view.filter).length
  return (
    <div className="filters">
      <div>
        <span className="field-label" id="group-by">
          Group by
        </span>
        <ToggleButtonGroup
          value={[...view.by]}
          aria-labelledby="group-by"
          onChange={(_, chosen: Dimension[]) => {
            if (chosen.length > 0)
              onChange({ by: dimensions.filter((dimension) => chosen.includes(dimension)) })
          }}
        >
          {dimensions.map((dimension) => (
            <ToggleButton key={dimension} value={dimension}>
              {words[dimension]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {pickers.map(({ dimension, of, width }) => (
        <div key={dimension}>
          <span className="field-label">{words[dimension]}</span>
          <EntityPicker
            of={of}
            ariaLabel={`Only this ${words[dimension].toLowerCase()}`}
            placeholder="All"
            width={width}
            value={view.filter[dimension] ?? null}
            onChange={(id) => {
              const { [dimension]: _, ...rest } = view.filter
              onChange({ filter: id ? { ...rest, [dimension]: id } : rest })
            }}
          />
        </div>
      ))}
      {filterCount > 0 ? (
        <Button variant="text" onClick={() => onChange({ filter: {} })}>
          Clear filters
        </Button>
      ) : null}
    </div>
  )
}
