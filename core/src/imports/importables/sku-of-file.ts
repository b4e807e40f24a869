import { Type } from 'typebox'
import { titled } from './titled.ts'

/** The column that names the item a row speaks of. */
export const SkuOfFile = titled(
  Type.String({ minLength: 1, maxLength: 80 }),
  'SKU',
  'item',
  'article',
  'item number',
  'part number',
  'product code',
  'référence',
  'code article',
  'artikelnummer',
  'artnr',
)
