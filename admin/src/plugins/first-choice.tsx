import Button from '@mui/material/Button'
import { useState } from 'react'
import { useStore } from 'react-admin'
import { Trouble } from '../pieces/trouble.tsx'
import { call } from '../providers/http-client.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { type Plugin, usePlugins, useReadAgain } from './plugin.ts'

type Suite = 'inventory' | 'warehouse'
const both: readonly Suite[] = ['inventory', 'warehouse']
const questions = (): readonly {
  readonly suites: readonly Suite[]
  readonly word: string
  readonly help: string
}[] => [
  {
    suites: ['inventory'],
    word: say('What do I have?'),
    help: say('Stock, reorder points, what it is worth.'),
  },
  {
    suites: ['warehouse'],
    word: say('How does it move?'),
    help: say('Receiving, putaway, picking, packing, shipping.'),
  },
  { suites: both, word: say('Both'), help: say('One record answers both questions.') },
]

/** The first question to whoever sets Stowage up, asked until something that answers it is on, or put off. */
export default function FirstChoice() {
  const { isStaff, mayChange } = useRights()
  const [isAsked, setAsked] = useStore<boolean>('desk.firstChoice', true)
  if (!isAsked || !isStaff || !mayChange('host.plugin.manage')) return null
  return <Question onEnd={() => setAsked(false)} />
}

function Question({ onEnd }: { onEnd: () => void }) {
  const { data } = usePlugins()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>()
  const [told, setTold] = useState('')
  const readAgain = useReadAgain()
  const answering = data?.data.filter(({ suites }) => suites.length > 0) ?? []
  if (!data || (answering.some(({ state }) => state === 'on') && !isBusy && told === '')) return null
  const choose = async (suites: readonly Suite[]) => {
    setBusy(true)
    setTrouble(undefined)
    const wanted = answering.filter(
      (plugin) => plugin.state === 'off' && plugin.suites.some((one) => suites.includes(one)),
    )
    try {
      for (const plugin of inOrder(wanted)) {
        setTold(say('Turning on {title}', { title: plugin.title }))
        await turnOn(plugin.name)
      }
      setTold(doneWords(wanted))
      onEnd()
    } catch (error) {
      setTrouble(error)
    }
    setBusy(false)
    readAgain()
  }
  return (
    <section className="card first-choice" aria-labelledby="first-choice">
      <h2 id="first-choice">{say('What do you want to know first?')}</h2>
      <div className="choices">
        {questions().map(({ suites, word, help }) => (
          <button key={word} type="button" disabled={isBusy} onClick={() => void choose(suites)}>
            <b>{word}</b>
            <span>{help}</span>
          </button>
        ))}
      </div>
      <p className="small muted" role="status">
        {told || say('What answers it is turned on now, without a restart. Each can be turned off again.')}
      </p>
      {trouble ? <Trouble error={trouble} /> : null}
      <Button variant="text" disabled={isBusy} onClick={onEnd}>
        {say('Ask me another time')}
      </Button>
    </section>
  )
}

function doneWords(wanted: readonly Plugin[]): string {
  if (wanted.length === 0) return say('Nothing here answers that yet beside the core itself, which does.')
  return say('{wanted}: on.', { wanted: wanted.map(({ title }) => title).join(', ') })
}

/** Those that others need come first. */
function inOrder(plugins: readonly Plugin[]): readonly Plugin[] {
  const needs = ({ requires }: Plugin) => plugins.filter(({ name }) => requires.includes(name)).length
  return [...plugins].sort((one, other) => needs(one) - needs(other))
}

const onTheWayMs = 500

/** @throws Error where it could not be turned on */
async function turnOn(name: string): Promise<void> {
  const { id } = await call<{ id: string }>(`/host/plugins/${name}/enable`, { method: 'POST' })
  for (;;) {
    const change = await call<{ state: string; error: string | null }>(`/host/plugin-changes/${id}`)
    if (change.state === 'done') return
    if (change.state !== 'running') throw new Error(change.error ?? change.state)
    await new Promise((resolve) => setTimeout(resolve, onTheWayMs))
  }
}
