import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useGetOne } from 'react-admin'
import { say } from '../words/say.ts'
import './rules.css'
import { fieldIn, instantIn, nextMonday } from '../pieces/zoned-instant.ts'

interface SwitchOnProps {
  /** By whose clock it is meant, where the rule is for one site. */
  readonly site: string | null
  /** Undefined is now. */
  readonly value: string | undefined
  readonly onChange: (validFrom: string | undefined) => void
}

/** From when a rule counts: as soon as it is saved, or from an instant by the clock of its site. */
export function SwitchOn({ site, value, onChange }: SwitchOnProps) {
  const { data } = useGetOne('sites', { id: site ?? '' }, { enabled: Boolean(site) })
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const zone = (data?.timeZone as string | undefined) ?? own
  const whose = data ? say('the clock of {name}', { name: data.name }) : say('your own clock')
  return (
    <div className="row wrap switch-on">
      <TextField
        label={say('Switch on')}
        type="datetime-local"
        value={value === undefined ? '' : fieldIn(zone, value)}
        onChange={(event) => onChange(instantIn(zone, event.target.value))}
        helperText={
          value === undefined
            ? say('It counts as soon as it is saved')
            : say('By {whose}, {zone}; what counts now goes on until then', { whose, zone })
        }
        sx={{ width: 320, maxWidth: '100%' }}
      />
      <Button type="button" onClick={() => onChange(nextMonday(zone))}>
        {say('Monday, 06:00')}
      </Button>
      {value === undefined ? null : (
        <Button type="button" onClick={() => onChange(undefined)}>
          {say('At once')}
        </Button>
      )}
    </div>
  )
}
