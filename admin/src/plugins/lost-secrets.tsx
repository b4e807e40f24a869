import type { FieldShape } from '../schema/field-shape.ts'

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
          {titles.join(', ')} cannot be read: {titles.length === 1 ? 'it was' : 'they were'} encrypted with
          another key.
        </b>{' '}
        Type {titles.length === 1 ? 'it' : 'them'} anew here, or put the key back (STOWAGE_HOME/secret-key or
        STOWAGE_SECRET_KEY).
      </div>
    </div>
  )
}
