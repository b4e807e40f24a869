import { useQuery } from '@tanstack/react-query'
import { call } from '../providers/http-client.ts'
import { say } from '../words/say.ts'

/** Records that fields can be given to. */
export interface Entity {
  readonly entity: string
  readonly title: string
}

const none: readonly Entity[] = []

/** All of them, those of plugins that are on among them. */
export function useEntities(): readonly Entity[] {
  const { data } = useQuery({
    queryKey: ['custom-fields', 'entities'],
    queryFn: () => call<{ data: readonly Entity[] }>('/host/fields/entities'),
  })
  const words = ofCore()
  return data?.data.map(({ entity, title }) => ({ entity, title: words[entity] ?? title })) ?? none
}

/** What the desk's own records are called on it; a plugin's are called as their plugin says. */
const ofCore = (): Readonly<Record<string, string>> => ({
  'access.account': say('Person'),
  'access.api_key': say('API key'),
  'access.company': say('Company'),
  'access.device': say('Device'),
  'access.owner': say('Owner'),
  'access.role': say('Role'),
  'host.allowed_target': say('Allowed host'),
  'items.item': say('Item'),
  'items.lot': say('Lot'),
  'items.packaging_level': say('Packaging level'),
  'ledger.hold': say('Hold'),
  'ledger.reason': say('Reason'),
  'ledger.serial': say('Serial number'),
  'ledger.status': say('Status'),
  'locations.handling_unit': say('Handling unit'),
  'locations.location': say('Location'),
  'locations.site': say('Site'),
  'locations.unit_series': say('Series of handling units'),
})
