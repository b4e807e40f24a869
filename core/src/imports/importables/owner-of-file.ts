import { Type } from 'typebox'
import { titled } from './titled.ts'

/** The column that names whose item a row speaks of. */
export const OwnerOfFile = Type.Optional(
  titled(Type.String({ maxLength: 120 }), 'Owner', 'client', 'propriétaire', 'mandant'),
)
