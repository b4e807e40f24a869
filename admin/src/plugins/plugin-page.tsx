import Button from '@mui/material/Button'
import { useState } from 'react'
import { Link, useParams } from 'react-router-dom'
import { PageTrouble } from '../pieces/page-trouble.tsx'
import { useRights } from '../providers/rights.ts'
import { NotFound } from '../shell/not-found.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { AddsList } from './adds-list.tsx'
import { type Plugin, usePlugins, useReadAgain } from './plugin.ts'
import { PluginHealth } from './plugin-health.tsx'
import { PluginSettings } from './plugin-settings.tsx'
import { PluginState } from './plugin-state.tsx'
import { ProgramCard } from './program-card.tsx'
import { RemoveDialog, RemovedNote, type RemovedPlugin } from './remove-dialog.tsx'
import { SwitchDialog } from './switch-dialog.tsx'

/** One plugin: what it adds, how it does, what it is set up with, and the switch. */
export default function PluginPage() {
  const { name } = useParams()
  const { data, error, isPending, refetch } = usePlugins()
  if (error)
    return (
      <PageTrouble
        error={error}
        what={say('The plugin')}
        over={<Link to="/host/plugins">{say('Plugins')}</Link>}
        onRetry={() => void refetch()}
      />
    )
  if (isPending) return <Waiting />
  const plugin = data.data.find((one) => one.name === name)
  return plugin ? <PluginBody key={plugin.name} plugin={plugin} /> : <NotFound />
}

function PluginBody({ plugin }: { plugin: Plugin }) {
  const { may, mayChange } = useRights()
  const [isSwitching, setSwitching] = useState(false)
  const [isRemoving, setRemoving] = useState(false)
  const [removed, setRemoved] = useState<RemovedPlugin>()
  const readAgain = useReadAgain()
  const canSwitch = plugin.state !== 'core' && mayChange('host.plugin.manage')
  return (
    <>
      <PageHead
        title={plugin.title}
        over={<Link to="/host/plugins">{say('Plugins')}</Link>}
        fact={
          <span className="row wrap">
            <span className="code">{plugin.name}</span> {plugin.version} <PluginState state={plugin.state} />
          </span>
        }
        actions={
          canSwitch ? (
            <PluginActs
              plugin={plugin}
              onSwitch={() => setSwitching(true)}
              onRemove={() => setRemoving(true)}
            />
          ) : null
        }
      />
      <div className="stack">
        {removed ? <RemovedNote removed={removed} /> : null}
        <PluginHealth plugin={plugin} />
        <section className="card pad stack" aria-label={say('What it adds')}>
          <AddsList adds={plugin.adds} />
          {plugin.requires.length > 0 ? (
            <p className="small muted">{say('Needs {requires}', { requires: plugin.requires.join(', ') })}</p>
          ) : null}
        </section>
        {plugin.program ? (
          <ProgramCard
            name={plugin.name}
            program={plugin.program}
            canManage={mayChange('host.plugin.manage')}
          />
        ) : null}
        {plugin.isOn && may('host.setting.read') ? <PluginSettings name={plugin.name} /> : null}
      </div>
      {isRemoving ? (
        <RemoveDialog
          plugin={plugin}
          onRemoved={(gone) => {
            setRemoved(gone)
            readAgain()
          }}
          onClose={() => setRemoving(false)}
        />
      ) : null}
      {isSwitching ? <SwitchDialog plugin={plugin} onClose={() => setSwitching(false)} /> : null}
    </>
  )
}

interface PluginActsProps {
  readonly plugin: Plugin
  readonly onSwitch: () => void
  readonly onRemove: () => void
}

/** What is off can be removed, and what is on turned off, also where its code is broken or gone. */
function PluginActs({ plugin: { state, isOn }, onSwitch, onRemove }: PluginActsProps) {
  return (
    <>
      {!isOn && ['off', 'faulty', 'missing'].includes(state) ? (
        <Button variant="outlined" onClick={onRemove}>
          {say('Remove …')}
        </Button>
      ) : null}
      {state === 'missing' && !isOn ? null : (
        <Button variant="contained" onClick={onSwitch}>
          {isOn ? say('Turn off') : say('Turn on')} …
        </Button>
      )}
    </>
  )
}
