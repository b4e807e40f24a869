import { TextInput, type Validator } from 'react-admin'
import { say } from '../words/say.ts'

/**
 * Permissions as lines of text: one name a line, `*` for all of them. The server knows which names there are.
 */
export function RightsInput({ validate }: { validate?: Validator }) {
  return (
    <TextInput
      source="permissions"
      label={say('May do')}
      multiline
      minRows={4}
      {...(validate ? { validate } : {})}
      format={(names: readonly string[] | string | null) =>
        Array.isArray(names) ? names.join('\n') : (names ?? '')
      }
      parse={(text: string) =>
        text.split(/[\s,]+/).filter((name, index, all) => name !== '' || index === all.length - 1)
      }
      helperText={say('One permission a line, such as items.item.read; * alone is all of them')}
      sx={{ '& textarea': { font: 'var(--type-code)' } }}
    />
  )
}

/** What somebody may do, in few words. */
export function rightsWords(permissions: readonly string[]): string {
  if (permissions.includes('*')) return say('everything')
  if (permissions.length === 0) return say('nothing')
  return permissions.length === 1
    ? (permissions[0] ?? '')
    : say('{count} permissions', { count: permissions.length })
}
