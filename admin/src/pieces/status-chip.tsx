import {
  IconArrowBackUp,
  IconBoxOff,
  IconCalendarX,
  IconCircleCheck,
  IconCircleDashed,
  IconPlayerPause,
  IconShieldHalf,
  IconTruck,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { useGetList } from 'react-admin'
import { say } from '../words/say.ts'

/** How a stock status looks. A plugin's own status takes the neutral tint with its word. */
const looks: Readonly<Record<string, { tint: string; icon: ComponentType<{ className?: string }> }>> = {
  unrestricted: { tint: 'available', icon: IconCircleCheck },
  available: { tint: 'available', icon: IconCircleCheck },
  hold: { tint: 'hold', icon: IconPlayerPause },
  blocked: { tint: 'hold', icon: IconPlayerPause },
  quarantine: { tint: 'quarantine', icon: IconShieldHalf },
  damaged: { tint: 'damaged', icon: IconBoxOff },
  expired: { tint: 'damaged', icon: IconCalendarX },
  returned: { tint: 'quarantine', icon: IconArrowBackUp },
  transit: { tint: 'transit', icon: IconTruck },
}

/** The tint and pattern name of a status, for bars. */
export function statusTint(status: string): string {
  return looks[status]?.tint ?? 'neutral'
}

/** What a status is called; one of a plugin or of the house's own by its title, else by its code in words. */
export function statusWord(status: string, title = status.replaceAll('_', ' ')): string {
  const words: Readonly<Record<string, string>> = {
    unrestricted: say('unrestricted'),
    quarantine: say('quarantine'),
    damaged: say('damaged'),
    blocked: say('blocked'),
    expired: say('expired'),
    returned: say('returned'),
  }
  return words[status] ?? title
}

/** A stock status: icon, word and tint, in that order of trust. */
export function StatusChip({ status }: { status: string }) {
  const { tint, icon: Icon } = looks[status] ?? { tint: 'neutral', icon: IconCircleDashed }
  return (
    <span className={`chip ${tint}`}>
      <Icon className="icon s" />
      {status in looks ? statusWord(status) : <OwnWord status={status} />}
    </span>
  )
}

const freshMs = 60_000

/** What somebody called a status that is not built in. */
function OwnWord({ status }: { status: string }) {
  const { data } = useGetList(
    'statuses',
    { pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } },
    { staleTime: freshMs },
  )
  return <>{statusWord(status, data?.find(({ name }) => name === status)?.title)}</>
}
