import Button from '@mui/material/Button'
import { useState } from 'react'
import { usePermissions } from 'react-admin'
import { Link, useParams } from 'react-router-dom'
import { Trouble } from '../pieces/trouble.tsx'
import { isAllowed } from '../providers/auth-provider.ts'
import { NotFound } from '../shell/not-found.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { Waiting } from '../shell/waiting.tsx'
import { AddsList } from './adds-list.tsx'
import { type Plugin, usePlugins } from './plugin.ts'
import { PluginHealth } from './plugin-health.tsx'
import { PluginSettings } from './plugin-settings.tsx'
import { PluginState } from './plugin-state.tsx'
import { ProgramCard } from './program-card.tsx'
import { SwitchDialog } from './switch-dialog.tsx'

/** One plugin: what it adds, how it does, what it is set up with, and the switch. */
export default function PluginPage() {
  const { name } = useParams()
  const { data, error, isPending, refetch } = usePlugins()
  if (error) return <Trouble error={error} what="The plugin" onRetry={() => void refetch()} />
  if (isPending) return <Waiting />
  const plugin = data.data.find((one) => one.name === name)
  return plugin ? <PluginBody key={plugin.name} plugin={plugin} /> : <NotFound />
}

function PluginBody({ plugin }: { plugin: Plugin }) {
  const { permissions = [] } = usePermissions<readonly string[]>()
  const [isSwitching, setSwitching] = useState(false)
  const canSwitch = plugin.state !== 'core' && isAllowed(permissions, 'host.plugin.manage')
  const isOn = plugin.state === 'on' || plugin.state === 'core'
  return (
    <>
      <PageHead
        title={plugin.title}
        over={<Link to="/host/plugins">Plugins</Link>}
        fact={
          <span className="row wrap">
            <span className="code">{plugin.name}</span> {plugin.version} <PluginState state={plugin.state} />
          </span>
        }
        actions={
          canSwitch ? (
            <Button variant="contained" onClick={() => setSwitching(true)}>
              {isOn ? 'Turn off' : 'Turn on'} …
            </Button>
          ) : null
        }
      />
      <div className="stack">
        <PluginHealth plugin={plugin} />
        <section className="card pad" aria-label="What it adds">
          <AddsList adds={plugin.adds} />
          {plugin.requires.length > 0 ? (
            <p className="small muted">Needs {plugin.requires.join(', ')}</p>
          ) : null}
        </section>
        {plugin.program ? (
          <ProgramCard
            name={plugin.name}
            program={plugin.program}
            canManage={isAllowed(permissions, 'host.plugin.manage')}
          />
        ) : null}
        {isOn && isAllowed(permissions, 'host.setting.read') ? <PluginSettings name={plugin.name} /> : null}
      </div>
      {isSwitching ? <SwitchDialog plugin={plugin} onClose={() => setSwitching(false)} /> : null}
    </>
  )
}
