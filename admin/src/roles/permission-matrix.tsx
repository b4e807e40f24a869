import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import { useQuery } from '@tanstack/react-query'
import { useInput } from 'react-admin'
import { call } from '../providers/http-client.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'

interface Permission {
  readonly name: string
  readonly title: string
  readonly words: string
}

/** Every permission there is, as a sentence with a tick, by the plugin that asks for it. */
export function PermissionMatrix() {
  const { field } = useInput({ source: 'permissions', defaultValue: [] })
  const { data } = useQuery({
    queryKey: ['permissions'],
    queryFn: () => call<{ data: Permission[] }>('/access/permissions'),
  })
  if (data === undefined) return <Waiting />
  const chosen = new Set(field.value as string[])
  const isEverything = chosen.has('*')
  const tick = (name: string, isTicked: boolean) => {
    const next = new Set(chosen)
    if (isTicked) next.add(name)
    else next.delete(name)
    field.onChange([...next])
  }
  return (
    <>
      <FormControlLabel
        control={
          <Checkbox
            checked={isEverything}
            onChange={(_, isTicked) => field.onChange(isTicked ? ['*'] : [])}
          />
        }
        label={say('May do everything, also what plugins add later')}
      />
      {[...Map.groupBy(data.data, ({ title }) => title)].map(([title, permissions]) => (
        <fieldset key={title} style={{ border: 0, padding: 0, margin: '8px 0' }} disabled={isEverything}>
          <legend className="strong">{title}</legend>
          <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
            {permissions.map(({ name, words }) => (
              <FormControlLabel
                key={name}
                title={name}
                control={
                  <Checkbox
                    size="small"
                    checked={isEverything || chosen.has(name)}
                    disabled={isEverything}
                    onChange={(_, isTicked) => tick(name, isTicked)}
                  />
                }
                label={words}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </>
  )
}
