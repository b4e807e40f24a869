import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyCompany, anyOwner, anySite } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import type { Place, Scope, Settings } from './setting.ts'

const words = (): Readonly<Record<Scope, string>> => ({
  organisation: say('the whole organisation'),
  company: say('one company'),
  site: say('one site'),
  owner: say('one owner'),
})
const pickables = { company: anyCompany, site: anySite, owner: anyOwner } as const

interface SettingsPlaceProps {
  readonly settings: Settings
  readonly place: Place
  readonly onChange: (place: Place) => void
}

/** For whom the values below are said. What is said for a narrower place counts before a wider one's. */
export function SettingsPlace({ settings, place, onChange }: SettingsPlaceProps) {
  const { scope, id } = place
  const narrower = settings.values.filter((said) => said.scope !== 'organisation' && hasValues(said.values))
  return (
    <div className="pad stack" style={{ gap: 8 }}>
      <div className="row wrap" style={{ gap: 12 }}>
        <TextField
          select
          label={say('For')}
          margin="none"
          value={scope}
          onChange={(event) => onChange({ scope: event.target.value as Scope, id: null })}
          sx={{ minWidth: 220 }}
        >
          {settings.scopes.map((one) => (
            <MenuItem key={one} value={one}>
              {words()[one]}
            </MenuItem>
          ))}
        </TextField>
        {scope === 'organisation' ? null : (
          <EntityPicker
            key={scope}
            of={pickables[scope]}
            label={say('Which {scope}', { scope })}
            value={id}
            onChange={(picked) => onChange({ scope, id: picked })}
            width={260}
          />
        )}
      </div>
      {narrower.length > 0 && scope === 'organisation' ? (
        <p className="small muted" style={{ margin: 0 }}>
          {say(
            'For 1 narrower place something else is said. | For {count} narrower places something else ' +
              'is said.',
            { count: narrower.length },
          )}
        </p>
      ) : null}
    </div>
  )
}

function hasValues(values: object): boolean {
  return Object.keys(values).length > 0
}
