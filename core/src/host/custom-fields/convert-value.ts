import type { FieldKind } from './custom-field.schemas.ts'

const NUMBER = /^-?\d{1,15}(\.\d{1,15})?$/

/** A value as a field of another kind would hold it; as it is where that says the same, or nothing does. */
export function convertValue(value: unknown, to: FieldKind): unknown {
  switch (to) {
    case 'text':
    case 'long-text':
    case 'url':
    case 'date':
    case 'choice':
      return asText(value)
    case 'number':
    case 'integer':
      return typeof value === 'string' && NUMBER.test(value) ? Number(value) : value
    case 'boolean':
      return value === 'true' || value === 'yes' ? true : value === 'false' || value === 'no' ? false : value
    case 'choices':
      return Array.isArray(value) ? value : [asText(value)]
  }
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 ? value[0] : value.join(', ')
  return typeof value === 'object' ? value : String(value)
}
