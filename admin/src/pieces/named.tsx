/** A thing by its code, muted and monospaced, then its name. */
export function Named({ code, name }: { code: string; name?: string | null | undefined }) {
  return (
    <span>
      <span className="code muted">{code}</span>
      {name ? <>&ensp;{name}</> : null}
    </span>
  )
}
