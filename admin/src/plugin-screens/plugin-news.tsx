import Button from '@mui/material/Button'
import { say } from '../words/say.ts'
import { loadedEntry } from './plugin-part.tsx'
import { usePluginScreens } from './use-plugin-screens.ts'

/**
 * A browser keeps a module until the page is loaded again, so newer screens of a plugin ask for that,
 * once.
 */
export function PluginNews() {
  const { plugins } = usePluginScreens()
  const newer = plugins.filter(({ name, entry }) => {
    const before = loadedEntry(name)
    return before !== undefined && before !== entry
  })
  if (newer.length === 0) return null
  const names = newer.map(({ title, version }) => `${title} ${version}`).join(', ')
  return (
    <div className="note" role="status">
      <div className="row wrap" style={{ gap: 12 }}>
        <span>{say('New screens are here: {names}.', { names })}</span>
        <Button size="small" onClick={() => window.location.reload()}>
          {say('Load them')}
        </Button>
      </div>
    </div>
  )
}
