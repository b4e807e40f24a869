import { IconBan, IconCircleCheck, IconPlayerPause } from '@tabler/icons-react'
import { type Lifecycle, lifecycles } from './item.ts'

const looks = {
  active: { tint: 'available', icon: IconCircleCheck },
  blocked: { tint: 'hold', icon: IconPlayerPause },
  discontinued: { tint: '', icon: IconBan },
} as const

/** Where an item stands in its life, as icon and word. */
export function LifecycleChip({ lifecycle }: { lifecycle: Lifecycle }) {
  const { tint, icon: Icon } = looks[lifecycle] ?? looks.active
  return (
    <span className={`chip ${tint}`}>
      <Icon className="icon s" />
      {lifecycles().find(({ id }) => id === lifecycle)?.name ?? lifecycle}
    </span>
  )
}
