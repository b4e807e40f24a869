/** What stood in the way, until the next try. */
export function Refusal({ sentence }: { readonly sentence: string | undefined }) {
  if (sentence === undefined) return null
  return (
    <div className="note bad" role="alert">
      {sentence}
    </div>
  )
}
