import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useState } from 'react'
import { Link } from 'react-router-dom'
import { formatInstant } from '../pieces/format.ts'
import { ScrollX } from '../pieces/scroll-x.tsx'
import { useClock } from '../pieces/site-clock.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { problemOf } from '../providers/problem.ts'
import { say } from '../words/say.ts'
import { ForgetButton } from './forget-button.tsx'
import { type Import, type ImportColumn, type Source, useImportables, useImportCommands } from './import.ts'
import { type MappingWish, OutdatedMapping } from './outdated-mapping.tsx'
import { ReadingFields } from './reading-fields.tsx'
import { SavedMappings } from './saved-mappings.tsx'

const NOTHING = ''
const CONSTANT = 'constant'

/** Which column of the file gives what, and how the file is read. Each choice is kept as it is made. */
export function MapStep({ record, onTried }: { record: Import; onTried: () => void }) {
  const { change, send } = useImportCommands(record)
  const [refusal, setRefusal] = useState<unknown>()
  // What somebody else was quicker with.
  const [wish, setWish] = useState<MappingWish>()
  const [isBusy, setBusy] = useState(false)
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setRefusal(undefined)
    await work().catch(setRefusal)
    setBusy(false)
  }
  const keep = (asked: MappingWish) =>
    void attempt(() =>
      change(asked).catch((error) => {
        if (problemOf(error)?.status !== 412) throw error
        setWish(asked)
      }),
    )
  const map = (name: string, source: Source | undefined) => {
    const { [name]: _, ...rest } = record.mapping
    keep({ mapping: source === undefined ? rest : { ...rest, [name]: source } })
  }
  const settle = (error?: unknown) => {
    setWish(undefined)
    setRefusal(error)
  }
  return (
    <>
      <Notes record={record} />
      <section className="card" aria-labelledby="import-reading">
        <header>
          <h2 id="import-reading">{say('How the file is read')}</h2>
        </header>
        <ReadingFields record={record} onChange={keep} />
      </section>
      <Columns record={record} onMap={map} />
      {wish ? (
        <OutdatedMapping record={record} wish={wish} onDone={() => settle()} onRefused={settle} />
      ) : null}
      {refusal ? <Trouble error={refusal} /> : null}
      <div className="row wrap">
        <Button
          variant="contained"
          disabled={isBusy}
          onClick={() => void attempt(() => send('check').then(onTried))}
        >
          {say('Try the file')}
        </Button>
        <ForgetButton record={record} />
      </div>
    </>
  )
}

/** What is to be known before one goes on: that the file was here before, and what stopped it. */
function Notes({ record }: { record: Import }) {
  const zone = useClock()
  return (
    <>
      {record.sameFile ? (
        <div className="note past">
          <div>
            {say(
              'This very file was imported already, on {at}. Look at it first: stock would be posted again.',
              { at: formatInstant(record.sameFile.createdAt, zone) },
            )}{' '}
            <Link to={`/imports/${record.sameFile.id}/show`}>{say('Look at it')}</Link>
          </div>
        </div>
      ) : null}
      {record.failure ? (
        <div className="note bad" role="alert">
          <div>{record.failure.detail}</div>
        </div>
      ) : null}
    </>
  )
}

interface ColumnsProps {
  readonly record: Import
  readonly onMap: (name: string, source: Source | undefined) => void
}

function Columns({ record, onMap }: ColumnsProps) {
  const columns = useImportables().find(({ name }) => name === record.importable)?.columns ?? []
  return (
    <section className="card" aria-labelledby="import-columns">
      <header className="import-columns-head">
        <h2 id="import-columns">{say('Which column gives what')}</h2>
        <SavedMappings record={record} />
      </header>
      <p className="small muted import-hint">
        {say('What is left out stays as it is. A star marks what a row cannot be without.')}
      </p>
      <ScrollX>
        <table className="table import-mapping">
          <thead>
            <tr>
              <th>{say('Becomes')}</th>
              <th>{say('Column of the file')}</th>
              <th>{say('First rows')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <MappedRow
                key={column.name}
                column={column}
                record={record}
                onMap={(source) => onMap(column.name, source)}
              />
            ))}
          </tbody>
        </table>
      </ScrollX>
    </section>
  )
}

interface MappedRowProps {
  readonly column: ImportColumn
  readonly record: Import
  readonly onMap: (source: Source | undefined) => void
}

function MappedRow({ column, record, onMap }: MappedRowProps) {
  const source = record.mapping[column.name]
  const [isConstant, setConstant] = useState(source !== undefined && 'constant' in source)
  const index = source !== undefined && 'index' in source ? source.index : undefined
  const chosen = isConstant ? CONSTANT : index === undefined ? NOTHING : String(index)
  const choose = (value: string) => {
    setConstant(value === CONSTANT)
    if (value !== CONSTANT) onMap(value === NOTHING ? undefined : { index: Number(value) })
  }
  const sample = index === undefined ? [] : record.sample.map((row) => row[index])
  const shown = sample.filter((cell) => cell !== null && cell !== undefined && cell !== '')
  return (
    <tr>
      <td>
        <span className={source === undefined ? 'muted' : 'strong'}>
          {column.title}
          {column.isRequired ? ' *' : ''}
        </span>
      </td>
      <td>
        <div className="row wrap import-source">
          <TextField
            select
            margin="none"
            size="small"
            value={chosen}
            onChange={(event) => choose(event.target.value)}
            slotProps={{ select: { displayEmpty: true, inputProps: { 'aria-label': column.title } } }}
          >
            <MenuItem value={NOTHING}>{say('Not in the file')}</MenuItem>
            <MenuItem value={CONSTANT}>{say('The same for all rows')}</MenuItem>
            {record.headers.map((header, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <MenuItem key={at} value={String(at)}>
                {header || `(${at + 1})`}
              </MenuItem>
            ))}
          </TextField>
          {isConstant ? <ConstantField column={column} source={source} onMap={onMap} /> : null}
        </div>
      </td>
      <td className="muted import-sample">{shown.slice(0, 3).map(String).join(' · ')}</td>
    </tr>
  )
}

function ConstantField({
  column,
  source,
  onMap,
}: Omit<MappedRowProps, 'record'> & { source: Source | undefined }) {
  const known = source !== undefined && 'constant' in source ? source.constant : ''
  const [typed, setTyped] = useState(known)
  const label = say('{title} for all rows', { title: column.title })
  const keep = (value: string) => {
    if (value !== known) onMap(value.trim() === '' ? undefined : { constant: value })
  }
  if (column.choices.length > 0) {
    return (
      <TextField
        select
        margin="none"
        size="small"
        value={known}
        onChange={(event) => keep(event.target.value)}
        slotProps={{ select: { inputProps: { 'aria-label': label } } }}
      >
        {column.choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {choice}
          </MenuItem>
        ))}
      </TextField>
    )
  }
  return (
    <TextField
      margin="none"
      size="small"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => keep(typed)}
      slotProps={{ htmlInput: { 'aria-label': label, maxLength: 4_000 } }}
    />
  )
}
