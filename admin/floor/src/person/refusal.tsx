import { Icon } from '../pieces/icon.tsx'

/** Why somebody is not let in, as long as it holds. */
export function Refusal({ children }: { children: string }) {
  return (
    <div class="band bad" role="alert">
      <Icon name="alert" />
      <p>{children}</p>
    </div>
  )
}
