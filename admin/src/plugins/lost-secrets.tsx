import type { FieldShape } from '../schema/field-shape.ts'
import { say } from '../words/say.ts'

/** Names the secrets that this server cannot open, and both ways out. */
export function LostSecrets({ fields, lost }: { fields: readonly FieldShape[]; lost: readonly string[] }) {
  if (lost.length === 0) return null
  const titles = lost.map(
    (name) => fields.find(({ source }) => source.split('.').at(-1) === name)?.title ?? name,
  )
  return (
    <div className="note bad" role="alert">
      <div>
        <b>
          {titles.length === 1
            ? say('{titles} cannot be read: it was encrypted with another key.', {
                titles: titles.join(', '),
              })
            : say('{titles} cannot be read: they were encrypted with another key.', {
                titles: titles.join(', '),
              })}
        </b>{' '}
        {titles.length === 1
          ? say('Type it anew here, or put the key back (STOWAGE_HOME/secret-key or STOWAGE_SECRET_KEY).')
          : say('Type them anew here, or put the key back (STOWAGE_HOME/secret-key or STOWAGE_SECRET_KEY).')}
      </div>
    </div>
  )
}
