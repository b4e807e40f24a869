import { Icon } from './icon.tsx'

/**
 * A place's code as its rack label shows it.
 * @param props.is `goal` says: go there; `scanned`: you were there
 */
export function Plate({ code, is }: { code: string; is: 'goal' | 'scanned' }) {
  const length = code.length > 12 ? 'long' : code.length > 9 ? 'middle' : 'short'
  return (
    <div class={`plate ${is} ${length}`}>
      <span>{code}</span>
      {is === 'scanned' ? <Icon name="circleCheck" size={28} /> : null}
    </div>
  )
}
