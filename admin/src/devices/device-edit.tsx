import { EditPage } from '../pieces/form-page.tsx'
import { DeviceFields } from './device-fields.tsx'

/** Renames a device, or moves it to another site, which logs out whoever is on it. */
export default function DeviceEdit() {
  return (
    <EditPage
      title="Device"
      over={{ word: 'Devices', to: '/devices' }}
      verb="Save device"
      nameOf={(row) => row.name}
      redirect="list"
    >
      <DeviceFields />
    </EditPage>
  )
}
