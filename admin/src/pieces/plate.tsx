/**
 * A location's code as its rack label. A place outside the building (supplier, customer) has a dashed edge.
 */
export function Plate(props: { code: string; isHere?: boolean; isOutside?: boolean }) {
  const { code, isHere = false, isOutside = false } = props
  return <span className={`plate${isHere ? ' on' : ''}${isOutside ? ' outside' : ''}`}>{code}</span>
}
