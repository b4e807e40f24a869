import type { ComponentType } from 'react'

/** How one kind of thing is told: its word and its icon. */
export interface KindLook {
  readonly word: string
  readonly icon: ComponentType<{ className?: string }>
}

/** Kinds by their names in the API. */
export type KindLooks = Readonly<Record<string, KindLook>>

/** The same as choices of a filter. */
export function choicesOf(looks: KindLooks): { readonly id: string; readonly name: string }[] {
  return Object.entries(looks).map(([id, { word }]) => ({ id, name: word }))
}

/** A kind in a row: icon and word. */
export function KindMark({ look: { word, icon: Icon } }: { look: KindLook }) {
  return (
    <span className="row" style={{ gap: 6, whiteSpace: 'nowrap' }}>
      <Icon className="icon s" />
      {word}
    </span>
  )
}
