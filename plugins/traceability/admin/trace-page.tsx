import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { anyLot, call, EntityPicker, PageHead, type Pickable, Trouble, Waiting } from '@stowage/admin'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router-dom'
import { Drawing } from './drawing.tsx'
import { graphOf } from './graph.ts'
import { Tables } from './tables.tsx'
import { type Kind, screenOf, type Trace } from './trace.ts'
import { wordsOf } from './words.ts'

const pickable: Readonly<Record<Kind, Pickable>> = {
  lot: anyLot,
  serial: { resource: 'serials', code: 'number', name: 'sku' },
  unit: { resource: 'handling-units', code: 'code' },
}
const kinds = ['lot', 'serial', 'unit'] as const

/** Picks or scans a thing, and shows its way. The address keeps it, so that a trace can be sent on. */
export function TracePage() {
  const words = wordsOf()
  const [asked, setAsked] = useSearchParams()
  const named = kinds.find((one) => asked.has(one))
  const [picked, setPicked] = useState<Kind>()
  const kind = picked ?? named ?? 'lot'
  const id = asked.get(kind)
  return (
    <>
      <PageHead title={words.title} fact={words.whence} />
      <div className="stack">
        <section className="card pad stack" aria-label={words.what}>
          <div className="row wrap">
            <TextField
              select
              size="small"
              label={words.what}
              value={kind}
              sx={{ minWidth: 180 }}
              onChange={({ target }) => setPicked(target.value as Kind)}
            >
              {kinds.map((one) => (
                <MenuItem key={one} value={one}>
                  {words[one]}
                </MenuItem>
              ))}
            </TextField>
            <EntityPicker
              key={kind}
              of={pickable[kind]}
              value={id}
              label={words[kind]}
              width={320}
              onChange={(chosen) => setAsked(chosen === null ? {} : { [kind]: chosen })}
            />
          </div>
          {id === null && <p className="muted">{words.introduction}</p>}
        </section>
        {id === null ? null : <Answer kind={kind} id={id} />}
      </div>
    </>
  )
}

function Answer({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const words = wordsOf()
  const { data, error, refetch } = useQuery({
    queryKey: ['traceability', kind, id],
    queryFn: () => call<Trace>(`/traceability/trace?${kind}=${id}`),
  })
  if (error) return <Trouble error={error} what={words.title} onRetry={() => void refetch()} />
  if (!data) return <Waiting />
  const { subject } = data
  return (
    <>
      <h2 style={{ margin: 0 }}>
        {words[kind]} <Link to={screenOf(subject)}>{subject.name}</Link>
        {subject.item && <span className="muted">{` ${subject.item.sku} · ${subject.item.name}`}</span>}
      </h2>
      <Drawing graph={graphOf(data, words)} words={words} />
      <Tables trace={data} words={words} />
    </>
  )
}
