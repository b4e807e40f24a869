import Button from '@mui/material/Button'
import { useState } from 'react'
import { type DataProvider, useDataProvider, useNotify, useRefresh } from 'react-admin'
import { AskDialog } from '../pieces/ask-dialog.tsx'
import { fieldWord } from '../pieces/change-words.ts'
import { call } from '../providers/http-client.ts'
import { resourcePath } from '../providers/resource-paths.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { type Change, isSame, shortly } from './change.ts'

type Values = Record<string, unknown>

/** What is said of a plugin's settings in one place, as far as it takes to say it again. */
interface Said {
  readonly scope: string
  readonly place: string | null
  readonly values: Values
  readonly version: number
}

/** Which list has the rows of each kind whose former values can be said again. */
const resourceOf: Readonly<Record<string, string>> = {
  'items.item': 'items',
  'items.lot': 'lots',
  'items.packaging_level': 'packaging-levels',
  'locations.location': 'locations',
  'locations.site': 'sites',
  'locations.handling_unit': 'handling-units',
  'locations.unit_series': 'unit-series',
  'access.owner': 'owners',
  'access.role': 'roles',
  'ledger.status': 'statuses',
  'ledger.reason': 'reasons',
}
const SETTING = 'host.setting'
/** Fields that follow from others. */
const derived = new Set(['path', 'version', 'updatedAt'])

/** Gives what was changed the values that it had before, for whoever may change it. */
export function PutBackButton({ change }: { change: Change }) {
  const { mayChange } = useRights()
  const [isAsking, setAsking] = useState(false)
  const former = formerValues(change)
  const resource = resourceOf[change.entity]
  const right = change.entity === SETTING ? 'host.setting.write' : resource && resourcePath(resource).write
  if (!right || !mayChange(right) || change.action !== 'change' || Object.keys(former).length === 0)
    return null
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {say('Put back')}
      </Button>
      {isAsking ? <PutBackDialog change={change} former={former} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

interface PutBackDialogProps {
  readonly change: Change
  readonly former: Values
  readonly onClose: () => void
}

function PutBackDialog({ change, former, onClose }: PutBackDialogProps) {
  const dataProvider = useDataProvider()
  const notify = useNotify()
  const refresh = useRefresh()
  const putBack = async () => {
    if (change.entity === SETTING) await putSettingBack(change)
    else await putRowBack(dataProvider, change, former)
    notify(say('It is as it was before.'), { type: 'success' })
    refresh()
  }
  return (
    <AskDialog title={say('Put back?')} verb={say('Put back')} onDo={putBack} onClose={onClose}>
      <p>
        {say('These get the values that they had before. It is a change of its own, and stands here, too.')}
      </p>
      <ul>
        {Object.entries(former).map(([field, value]) => (
          <li key={field}>
            {fieldWord(field)}{' '}
            <b>{value === null || value === undefined ? say('nothing') : shortly(value)}</b>
          </li>
        ))}
      </ul>
    </AskDialog>
  )
}

/** What the changed fields held; of a setting, its values. */
function formerValues({ entity, before, after }: Change): Values {
  const [from, to] = entity === SETTING ? [before?.values, after?.values] : [before, after]
  const [was, is] = [(from ?? {}) as Values, (to ?? {}) as Values]
  const changed = Object.keys({ ...was, ...is }).filter((field) => !derived.has(field))
  return Object.fromEntries(
    changed.filter((field) => !isSame(was[field], is[field])).map((field) => [field, was[field] ?? null]),
  )
}

async function putRowBack(
  dataProvider: DataProvider,
  { entity, entityId }: Change,
  former: Values,
): Promise<void> {
  const resource = resourceOf[entity]!
  const { data } = await dataProvider.getOne(resource, { id: entityId })
  await call(`${resourcePath(resource).path}/${data.id}`, {
    method: 'PATCH',
    headers: { 'If-Match': `"${data.version}"` },
    body: former,
  })
}

/** What is said in one place is replaced as a whole: the other members stay as they are said now. */
async function putSettingBack(change: Change): Promise<void> {
  const { plugin, scope, place } = change.before as { plugin: string; scope: string; place: string | null }
  const { values } = await call<{ values: readonly Said[] }>(`/host/settings/${plugin}`)
  const said = values.find((one) => one.scope === scope && (one.place ?? nowhere) === (place ?? nowhere))
  const next = Object.entries({ ...said?.values, ...formerValues(change) })
  await call(`/host/settings/${plugin}/values`, {
    method: 'PUT',
    headers: { 'If-Match': `"${said?.version ?? 0}"` },
    body: {
      scope,
      place: place === nowhere ? null : place,
      values: Object.fromEntries(next.filter(([, value]) => value !== null)),
    },
  })
}

/** How the audit writes that a setting counts in no place of its own. */
const nowhere = '00000000-0000-0000-0000-000000000000'
