import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import { useResourceContext, useStore } from 'react-admin'
import { say } from '../words/say.ts'
import { densities, useListDensity } from './density.ts'

/** A column as it is chosen. */
export interface Choosable {
  readonly source: string
  readonly label: string
  readonly isExtra?: boolean
}

interface ColumnsButtonProps {
  readonly columns: readonly Choosable[]
  /** How many columns stand before them that nobody moves. */
  readonly before: number
}

/** Which columns the list has, in which order, and how dense it is; kept for this person and this list. */
export function ColumnsButton(props: ColumnsButtonProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        startIcon={<IconColumns3 className="icon s" />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {say('Columns')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': say('Columns') } as object }}
      >
        <div className="list-tools">
          <DensityChoice />
          {props.columns.length > 0 ? <ColumnChoice {...props} /> : null}
        </div>
      </Popover>
    </>
  )
}

function DensityChoice() {
  const [density, setDensity] = useListDensity(useResourceContext() ?? '')
  return (
    <ToggleButtonGroup
      exclusive
      value={density}
      aria-label={say('How high rows are')}
      onChange={(_, chosen: typeof density | null) => chosen && setDensity(chosen)}
    >
      {densities().map(({ id, word }) => (
        <ToggleButton key={id} value={id}>
          {word}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

function ColumnChoice({ columns, before }: ColumnsButtonProps) {
  const resource = useResourceContext()
  const extras = columns.filter(({ isExtra }) => isExtra).map(({ source }) => source)
  // React-admin's table keeps them under these names.
  const [hidden, setHidden] = useStore<readonly string[]>(`${resource}.datatable`, extras)
  const [ranks, setRanks] = useStore<readonly number[] | undefined>(`${resource}.datatable_columnRanks`)
  const order = (ranks ?? [])
    .map((place) => place - before)
    .concat(columns.map((_, place) => place))
    .filter((place, index, all) => columns[place] && all.indexOf(place) === index)
  const move = (index: number, step: number) => {
    const next = [...order]
    next.splice(index + step, 0, ...next.splice(index, 1))
    setRanks([...Array(before).keys(), ...next.map((place) => place + before)])
  }
  const show = (source: string, isShown: boolean) =>
    setHidden(isShown ? hidden.filter((name) => name !== source) : [...hidden, source])
  return (
    <>
      <ul aria-label={say('Columns')}>
        {order.map((place, index) => {
          const { source, label } = columns[place]!
          return (
            <ColumnEntry
              key={source}
              label={label}
              isShown={!hidden.includes(source)}
              onShow={(isShown) => show(source, isShown)}
              onBefore={index > 0 ? () => move(index, -1) : undefined}
              onAfter={index < order.length - 1 ? () => move(index, 1) : undefined}
            />
          )
        })}
      </ul>
      <Button
        variant="text"
        onClick={() => {
          setHidden(extras)
          setRanks(undefined)
        }}
      >
        {say('As it came')}
      </Button>
    </>
  )
}

interface ColumnEntryProps {
  readonly label: string
  readonly isShown: boolean
  readonly onShow: (isShown: boolean) => void
  /** Undefined at either end. */
  readonly onBefore: (() => void) | undefined
  readonly onAfter: (() => void) | undefined
}

function ColumnEntry({ label, isShown, onShow, onBefore, onAfter }: ColumnEntryProps) {
  return (
    <li className="row">
      <FormControlLabel
        control={<Checkbox checked={isShown} onChange={(_, isChecked) => onShow(isChecked)} />}
        label={label}
      />
      <span className="push" />
      <IconButton
        size="small"
        aria-label={say('{label} before', { label })}
        disabled={!onBefore}
        onClick={onBefore}
      >
        <IconChevronUp className="icon s" />
      </IconButton>
      <IconButton
        size="small"
        aria-label={say('{label} after', { label })}
        disabled={!onAfter}
        onClick={onAfter}
      >
        <IconChevronDown className="icon s" />
      </IconButton>
    </li>
  )
}
