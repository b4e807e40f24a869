import Button from '@mui/material/Button'
import { useEffect, useState } from 'react'
import { useStore } from 'react-admin'
import { say } from '../words/say.ts'

/** What each step points at, and what is said of it. */
const steps = () =>
  [
    {
      at: '.topbar search',
      title: say('Search or scan'),
      says: say('Type a code or a name, or scan anything: it opens. Ctrl K leads here from anywhere.'),
    },
    {
      at: '#main-menu',
      title: say('By what you do'),
      says: say('Screens stand where the work is, from now to set up. A count says that work waits.'),
    },
    {
      at: '#main',
      title: say('Every figure opens'),
      says: say('A dotted figure shows what it is made of, down to movements, and whether it adds up.'),
    },
    {
      at: '.topbar .right',
      title: say('Yours'),
      says: say('Site and owner hold lists to one; the bell tells what waits; your menu has the rest.'),
    },
  ] as const

/** Shows a newcomer around, once, and whoever asks again. The page beside it stays alive. */
export function Tour({ onEnd }: { onEnd: () => void }) {
  const [, setNew] = useStore<boolean>('desk.tour', true)
  const [place, setPlace] = useState(0)
  const step = steps()[place] ?? steps()[0]
  useEffect(() => {
    const shown = document.querySelector(step.at)
    shown?.classList.add('toured')
    return () => shown?.classList.remove('toured')
  }, [step])
  const end = () => {
    setNew(false)
    onEnd()
  }
  const isLast = place === steps().length - 1
  return (
    <aside className="tour" aria-labelledby="tour-title">
      <h2 id="tour-title">{step.title}</h2>
      <p role="status">{step.says}</p>
      <div className="row">
        <span className="small muted">
          {say('{place} of {count}', { place: place + 1, count: steps().length })}
        </span>
        <span className="push" />
        <Button size="small" variant="text" onClick={end}>
          {say('Skip the tour')}
        </Button>
        <Button size="small" onClick={isLast ? end : () => setPlace(place + 1)}>
          {isLast ? say('Begin') : say('Next')}
        </Button>
      </div>
    </aside>
  )
}
