import { definePlugin } from '@stowage/sdk'
import { kernelOf } from '../plugin-host/kernel.ts'
import { accessErrors } from './access.errors.ts'
import { accessMessages } from './access.messages.ts'
import { accessRoutes } from './access.routes.ts'
import { createAccessService } from './access.service.ts'
import { devicesCheck } from './devices/devices-check.ts'
import { ADMINISTRATORS } from './last-administrator.ts'

/**
 * Who there is and what each may do: companies, owners, users, sessions, API keys, and the audit of changes.
 */
export default definePlugin({
  name: 'access',
  version: '0.1.0',
  title: 'Access',
  migrations: new URL('../../migrations/access/', import.meta.url),
  tables: {
    company: { rows: 'house', write: 'routes' },
    owner: { rows: { owner: 'no' }, write: 'routes' },
    actor: { rows: 'house', write: 'routes' },
    account: { rows: 'staff', write: 'routes' },
    session: { rows: 'staff', write: 'routes' },
    begun_log_in: { rows: 'staff', write: 'routes' },
    log_in_step: { rows: 'staff', write: 'routes' },
    preference: { rows: 'staff', write: 'routes' },
    role: { rows: 'staff', write: 'routes' },
    role_grant: { rows: 'staff', write: 'routes' },
    device: { rows: 'staff', write: 'routes' },
    badge: { rows: 'staff', write: 'routes' },
    api_key: { rows: 'staff', write: 'routes' },
    log_in_throttle: { rows: 'staff', write: 'routes' },
    change: { rows: { owner: 'owner' }, write: 'routes' },
    external_reference: { rows: { owner: 'owner' }, write: 'routes' },
  },
  adds: { 'health.check': [devicesCheck] },
  permissions: {
    'access.user.manage': 'Create and change users, and what they may do',
    'access.role.read': 'See roles, and what each may do',
    'access.role.manage': 'Create, change and remove roles',
    'access.user.view_as': 'Look with another user’s eyes, without changing anything',
    'access.break_glass.take': 'Take a role kept for emergencies for half an hour, with a reason',
    'access.device.manage': 'Register and revoke devices of the floor',
    'access.key.manage': 'Create and revoke API keys',
    'access.company.read': 'See companies',
    'access.company.write': 'Create and change companies',
    'access.period.close': 'Close a company’s books until a day',
    'access.period.reopen': 'Reopen a company’s books',
    'access.owner.read': 'See owners',
    'access.owner.write': 'Create and change owners',
    'access.audit.read': 'Read who changed what',
    'access.reference.read': 'See what other systems call our rows',
    'access.reference.write': 'Say what other systems call our rows',
  },
  errors: accessErrors,
  messages: accessMessages,
  services: (context) => ({ access: createAccessService(context, kernelOf(context)) }),
  routes: (context) => accessRoutes(context, kernelOf(context)),
  invariants: [
    {
      id: 'access.somebody_is_administrator',
      sentence: 'Where there are users, one active one is an administrator.',
      offendingRows: `select count(*) as users from access.account
                       having count(*) > 0 and not exists (${ADMINISTRATORS})`,
    },
    {
      id: 'access.no_session_of_inactive_users',
      sentence: 'Nobody who is out of use has a session.',
      offendingRows: `select a.id, a.email from access.session s join access.account a on a.id = s.account
                       where not a.is_active`,
    },
  ],
})
