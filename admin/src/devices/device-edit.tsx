import { EditPage } from '../pieces/form-page.tsx'
import { say } from '../words/say.ts'
import { DeviceFields } from './device-fields.tsx'

/** Renames a device, or moves it to another site, which logs out whoever is on it. */
export default function DeviceEdit() {
  return (
    <EditPage
      title={say('Device')}
      over={{ word: say('Devices'), to: '/devices' }}
      verb={say('Save device')}
      nameOf={(row) => row.name}
      redirect="list"
    >
      <DeviceFields />
    </EditPage>
  )
}
