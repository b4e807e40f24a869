import { isAllowed } from '@stowage/admin'
import { usePermissions } from 'react-admin'

/** Whether the person may have events sent, and sent again. The server judges it anyway. */
export function useMayWrite(): boolean {
  const { permissions } = usePermissions<string[]>()
  return isAllowed(permissions ?? [], 'webhooks.endpoint.write')
}
