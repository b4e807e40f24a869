import { defineList } from '../../http/list/define-list.ts'
import { givenRolesSql, idsSql } from '../roles/given-roles.ts'
import { ApiKeyOnTheWire } from './api-key.schemas.ts'

/** `GET /api/v1/access/api-keys` */
export const apiKeyList = defineList({
  entity: 'access.api_key',
  from: (trx) => trx('access.api_key as k').join('access.actor as n', 'n.id', 'k.id'),
  key: 'k.id',
  defaultSort: '-createdAt',
  row: ApiKeyOnTheWire,
  search: ['n.name'],
  fields: {
    id: { column: 'k.id', type: 'uuid', filter: true },
    name: { column: 'n.name', type: 'string', filter: true, sort: true },
    permissions: { column: 'k.permissions', type: 'json' },
    owners: { column: idsSql('access.owner', 'k.owners'), type: 'json' },
    sites: { column: idsSql('locations.site', 'k.sites'), type: 'json' },
    roles: { column: givenRolesSql('k.id'), type: 'json' },
    createdBy: { column: 'k.created_by', type: 'uuid', filter: true },
    createdAt: { column: 'k.created_at', type: 'date-time', filter: true, sort: true },
    expiresAt: { column: 'k.expires_at', type: 'date-time', filter: true, sort: true },
    revokedAt: { column: 'k.revoked_at', type: 'date-time', filter: ['isNull'] },
    lastUsedAt: { column: 'k.last_used_at', type: 'date-time', filter: true, sort: true },
    version: { column: 'k.version', type: 'integer' },
    updatedAt: { column: 'k.updated_at', type: 'date-time' },
  },
})
