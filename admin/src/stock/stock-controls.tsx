import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconFilter } from '@tabler/icons-react'
import { useState } from 'react'
import { EntityPicker, type Pickable } from '../pieces/entity-picker.tsx'
import { anyItem, anyLocation, anyLot, anyOwner, anySite, anyStatus, anyUnit } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import {
  type Dimension,
  dimensions,
  type FigureName,
  figures,
  figuresOfThePast,
  type StockView,
} from './stock-view.ts'
import { dimensionWord, figureWord } from './stock-words.ts'

const pickables: Readonly<Record<Dimension, Pickable>> = {
  item: anyItem,
  site: anySite,
  location: anyLocation,
  owner: anyOwner,
  status: anyStatus,
  lot: anyLot,
  handlingUnit: anyUnit,
}

interface StockControlsProps {
  readonly view: StockView
  readonly onChange: (part: Partial<StockView>) => void
}

/** What makes rows and columns, which figure stands in the cells, and what the view is held to. */
export function StockControls(props: StockControlsProps) {
  return (
    <div className="filters">
      <Axes {...props} />
      <Filters {...props} />
      <span className="push" />
      {props.view.across === 'figures' ? null : <FigureChoice {...props} />}
    </div>
  )
}

function Axes({ view, onChange }: StockControlsProps) {
  return (
    <>
      <TextField
        select
        margin="none"
        label={say('Rows')}
        value={[...view.by]}
        sx={{ minWidth: 130, maxWidth: 240 }}
        onChange={(event) => {
          const chosen = event.target.value as unknown as readonly Dimension[]
          const by = dimensions.filter((dimension) => chosen.includes(dimension))
          const across = view.across !== 'figures' && by.includes(view.across) ? 'figures' : view.across
          if (by.length > 0) onChange({ by, across, sort: undefined })
        }}
        slotProps={{
          select: {
            multiple: true,
            renderValue: (chosen) => (chosen as Dimension[]).map(dimensionWord).join(', '),
          },
        }}
      >
        {dimensions.map((dimension) => (
          <MenuItem key={dimension} value={dimension}>
            {dimensionWord(dimension)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        margin="none"
        label={say('Columns')}
        value={view.across}
        sx={{ minWidth: 130 }}
        onChange={(event) => onChange({ across: event.target.value as StockView['across'], sort: undefined })}
      >
        {['figures' as const, ...dimensions.filter((dimension) => !view.by.includes(dimension))].map(
          (dimension) => (
            <MenuItem key={dimension} value={dimension}>
              {dimensionWord(dimension)}
            </MenuItem>
          ),
        )}
      </TextField>
    </>
  )
}

/** A field for each filter that is set, and the way to another. */
function Filters({ view, onChange }: StockControlsProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [adding, setAdding] = useState<Dimension>()
  const shown = dimensions.filter((dimension) => view.filter[dimension] || dimension === adding)
  return (
    <>
      {shown.map((dimension) => {
        const word = dimensionWord(dimension)
        return (
          <div key={dimension}>
            <span className="field-label">{word}</span>
            <EntityPicker
              of={pickables[dimension]}
              ariaLabel={say('Only this {dimension}', { dimension: word.toLowerCase() })}
              width={190}
              autoFocus={dimension === adding}
              value={view.filter[dimension] ?? null}
              onChange={(id) => {
                const { [dimension]: _, ...rest } = view.filter
                setAdding(undefined)
                onChange({ filter: id ? { ...rest, [dimension]: id } : rest })
              }}
            />
          </div>
        )
      })}
      <Button
        aria-haspopup="menu"
        startIcon={<IconFilter className="icon s" />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('Filter')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {dimensions
          .filter((dimension) => !shown.includes(dimension))
          .map((dimension) => (
            <MenuItem
              key={dimension}
              onClick={() => {
                setAdding(dimension)
                setAnchor(null)
              }}
            >
              {dimensionWord(dimension)}
            </MenuItem>
          ))}
      </Menu>
      {Object.keys(view.filter).length > 0 ? (
        <Button variant="text" onClick={() => onChange({ filter: {} })}>
          {say('Clear filters')}
        </Button>
      ) : null}
    </>
  )
}

function FigureChoice({ view, onChange }: StockControlsProps) {
  const isPast = view.instant !== undefined || view.before !== undefined
  const choices = figures.filter((name) => !isPast || figuresOfThePast.includes(name))
  return (
    <ToggleButtonGroup
      exclusive
      value={view.shown}
      aria-label={say('Figure')}
      className="figure-choice"
      onChange={(_, figure: FigureName | null) => figure && onChange({ figure, sort: undefined })}
    >
      {choices.map((name) => (
        <ToggleButton key={name} value={name}>
          {figureWord(name)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
