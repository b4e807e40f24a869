import Switch from '@mui/material/Switch'
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconPuzzle } from '@tabler/icons-react'
import { useId } from 'react'
import { Link } from 'react-router-dom'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { countsOf, type Plugin } from './plugin.ts'
import { originWord, PluginState } from './plugin-state.tsx'

/** One plugin among all: what it adds, how it does, and the switch, which shows what it would change. */
export function PluginCard({ plugin, onSwitch }: { plugin: Plugin; onSwitch: () => void }) {
  const { name, title, version, origin, adds, isOn, state } = plugin
  const { mayChange } = useRights()
  const id = useId()
  const canSwitch = state !== 'core' && state !== 'missing' && mayChange('host.plugin.manage')
  return (
    <article className={isOn || state === 'core' ? 'card plugin' : 'card plugin off'} aria-labelledby={id}>
      <div className="head">
        <span className="mark-box">
          <IconPuzzle className="icon" />
        </span>
        <div>
          <h2 id={id}>
            <Link to={`/host/plugins/${name}`}>{title}</Link>
          </h2>
          <span className="small muted">
            <span className="code">{version}</span>
            {state === 'core' ? null : `, ${originWord(origin)}`}
          </span>
        </div>
        {canSwitch ? (
          <Switch
            checked={isOn}
            onChange={onSwitch}
            slotProps={{ input: { 'aria-label': say('{title}: on', { title }) } }}
          />
        ) : null}
      </div>
      <p className="small">{countsOf(adds) || say('Nothing.')}</p>
      <Standing plugin={plugin} />
    </article>
  )
}

/** How it does, in a line: what is wrong with it before all else. */
function Standing({ plugin }: { plugin: Plugin }) {
  const { state, isOn, fault, lastError, hookFailures } = plugin
  const failed =
    hookFailures > 0
      ? say('1 posting failed by it. | {count} postings failed by it.', { count: hookFailures })
      : ''
  const wrong = [(fault ?? lastError)?.detail ?? '', failed].filter(Boolean).join(' ')
  if (wrong) {
    return (
      <footer className="bad">
        <IconAlertTriangle className="icon s" />
        <span>{wrong}</span>
      </footer>
    )
  }
  if (state === 'core' || (state === 'on' && isOn)) {
    return (
      <footer>
        <IconCircleCheck className="icon s" />
        <span>{say('On, no errors')}</span>
      </footer>
    )
  }
  if (state === 'off') {
    return (
      <footer>
        <IconCircleDashed className="icon s" />
        <span>{say('Off; what it kept stays')}</span>
      </footer>
    )
  }
  return (
    <footer>
      <PluginState state={state} />
    </footer>
  )
}
