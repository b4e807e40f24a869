import { Button, TextField } from '@mui/material'
import {
  anyItem,
  anyLocation,
  anyLot,
  call,
  EntityPicker,
  PageHead,
  type Pickable,
  Trouble,
} from '@stowage/admin'
import { useState } from 'react'
import { Choice, type Kind, noChoices, PrintChoices, wishOf } from './print-choices.tsx'
import { type Job, sendPrint } from './send.ts'
import { SentJobs } from './sent-jobs.tsx'
import { wordsOf } from './words.ts'

const anyUnit: Pickable = { resource: 'handling-units', code: 'code', filter: { isActive: true } }
const anySeries: Pickable = { resource: 'unit-series', code: 'prefix', name: 'name' }
const pickable: Readonly<Record<Kind, Pickable>> = {
  item: anyItem,
  lot: anyLot,
  location: anyLocation,
  unit: anyUnit,
}

type Way = 'chosen' | 'filtered' | 'fresh'

interface Chosen {
  readonly id: string
  readonly code: string
}

interface Selection {
  readonly kind: Kind
  readonly way: Way
  readonly chosen: readonly Chosen[]
  readonly filter: Readonly<Record<string, string>>
  readonly series: string | null
  readonly count: number
  readonly unitKind: string
}

const nothing: Selection = {
  kind: 'item',
  way: 'chosen',
  chosen: [],
  filter: {},
  series: null,
  count: 1,
  unitKind: 'pallet',
}

/** Prints labels of many things: those that one picks, all that are alike, or units that are made for it. */
export function PrintPage() {
  const words = wordsOf()
  const [selection, setSelection] = useState(nothing)
  const [choices, setChoices] = useState(noChoices)
  const [jobs, setJobs] = useState<readonly Job[]>()
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const isReady = selection.way !== 'chosen' || selection.chosen.length > 0
  const send = async () => {
    setBusy(true)
    setRefusal(undefined)
    setJobs(undefined)
    try {
      const { kind } = selection
      setJobs((await sendPrint({ kind, ...(await whichOf(selection)), ...wishOf(choices) })).jobs)
    } catch (error) {
      setRefusal(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PageHead title={words.printTitle} />
      <div className="card pad stack" style={{ maxWidth: 960 }}>
        <SelectionFields selection={selection} onChange={setSelection} />
        <PrintChoices kind={selection.kind} choices={choices} onChange={setChoices} />
        <div className="row">
          <Button variant="contained" disabled={isBusy || !isReady} onClick={() => void send()}>
            {words.print}
          </Button>
        </div>
        {refusal ? <Trouble error={refusal} /> : null}
        {jobs ? <SentJobs jobs={jobs} /> : null}
      </div>
    </>
  )
}

/** Units that are new are made first, with codes that no other node draws. */
async function whichOf({ way, chosen, filter, series, count, unitKind }: Selection) {
  if (way === 'chosen') return { ids: chosen.map(({ id }) => id) }
  if (way === 'filtered') {
    return { filter: Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== '')) }
  }
  const make = { count, kind: unitKind, ...(series && { series }) }
  const { units } = await call<{ units: { id: string }[] }>('/locations/handling-units/batch', {
    method: 'POST',
    body: { make },
  })
  return { ids: units.map(({ id }) => id) }
}

interface FieldsProps {
  readonly selection: Selection
  readonly onChange: (selection: Selection) => void
}

function SelectionFields({ selection, onChange }: FieldsProps) {
  const words = wordsOf()
  const { kind, way } = selection
  return (
    <>
      <div className="row wrap" style={{ gap: 12 }}>
        <Choice
          label={words.labelOf}
          value={kind}
          options={[
            ['item', words.items],
            ['lot', words.lots],
            ['location', words.locations],
            ['unit', words.units],
          ]}
          onChange={(value) => onChange({ ...nothing, kind: value as Kind })}
        />
        <Choice
          label={words.choose}
          value={way}
          width={320}
          options={[
            ['chosen', words.chosen],
            ['filtered', words.filtered],
            ...(kind === 'unit' ? ([['fresh', words.fresh]] as const) : []),
          ]}
          onChange={(value) => onChange({ ...selection, way: value as Way })}
        />
      </div>
      {way === 'chosen' && <ChosenThings selection={selection} onChange={onChange} />}
      {way === 'filtered' && <FilterFields selection={selection} onChange={onChange} />}
      {way === 'fresh' && <FreshUnits selection={selection} onChange={onChange} />}
    </>
  )
}

function ChosenThings({ selection, onChange }: FieldsProps) {
  const words = wordsOf()
  const { kind, chosen } = selection
  const of = pickable[kind]
  return (
    <>
      <EntityPicker
        of={of}
        value={null}
        label={words.add}
        width={420}
        onChange={(id, record) => {
          if (id === null || chosen.some((one) => one.id === id)) return
          onChange({ ...selection, chosen: [...chosen, { id, code: String(record?.[of.code] ?? id) }] })
        }}
      />
      {chosen.length === 0 && <p className="muted">{words.nothingChosen}</p>}
      <ul className="row wrap" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {chosen.map(({ id, code }) => (
          <li key={id} className="row">
            <span className="code">{code}</span>
            <Button
              size="small"
              aria-label={`${words.remove} ${code}`}
              onClick={() => onChange({ ...selection, chosen: chosen.filter((one) => one.id !== id) })}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function FilterFields({ selection, onChange }: FieldsProps) {
  const words = wordsOf()
  const { kind, filter } = selection
  const set = (name: string, value: string | null) =>
    onChange({ ...selection, filter: { ...filter, [name]: value ?? '' } })
  return (
    <div className="row wrap" style={{ gap: 12 }}>
      <TextField
        size="small"
        label={words.beginsWith}
        value={filter.q ?? ''}
        onChange={({ target }) => set('q', target.value)}
      />
      {kind === 'item' && (
        <TextField
          size="small"
          label={words.category}
          value={filter.category ?? ''}
          onChange={({ target }) => set('category', target.value)}
        />
      )}
      {kind === 'lot' && (
        <EntityPicker
          of={anyItem}
          value={filter.item || null}
          label={words.item}
          width={280}
          onChange={(id) => set('item', id)}
        />
      )}
      {(kind === 'location' || kind === 'unit') && (
        <EntityPicker
          of={anyLocation}
          value={filter.within || null}
          label={words.within}
          width={280}
          onChange={(id) => set('within', id)}
        />
      )}
    </div>
  )
}

function FreshUnits({ selection, onChange }: FieldsProps) {
  const words = wordsOf()
  return (
    <div className="row wrap" style={{ gap: 12 }}>
      <EntityPicker
        of={anySeries}
        value={selection.series}
        label={words.series}
        width={280}
        onChange={(series) => onChange({ ...selection, series })}
      />
      <Choice
        label={words.unitKind}
        value={selection.unitKind}
        options={['pallet', 'case', 'tote', 'carton'].map((name) => [name, name] as const)}
        onChange={(unitKind) => onChange({ ...selection, unitKind })}
      />
      <TextField
        size="small"
        type="number"
        label={words.count}
        value={selection.count}
        onChange={({ target }) => onChange({ ...selection, count: Number(target.value) })}
        slotProps={{ htmlInput: { min: 1, max: 500 } }}
        sx={{ width: 110 }}
      />
    </div>
  )
}
