import Button from '@mui/material/Button'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Hold } from '../holds/hold.ts'
import { AskDialog, ReasonField } from '../pieces/ask-dialog.tsx'
import { call } from '../providers/http-client.ts'
import { newId } from '../providers/ids.ts'
import type { ListAnswer } from '../providers/list-query.ts'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import type { Place } from './plan.ts'

/** What each way of locking stops. */
const ways = {
  in: ['arrive'],
  out: ['leave', 'allocate'],
  count: ['arrive', 'leave', 'allocate'],
} as const
type Way = keyof typeof ways

const wayWords = (): Record<Way, { name: string; help: string }> => ({
  in: { name: say('In: nothing is put here'), help: say('What is here may go.') },
  out: {
    name: say('Out: nothing is taken'),
    help: say('More may come; what is here is not available.'),
  },
  count: {
    name: say('Counting: neither'),
    help: say('Counts and adjustments are posted all the same.'),
  },
})

const leastReason = 3

/** Locks a place one way or for a count, and unlocks it: a lock is a hold on the place, with its reason. */
export function LockButtons({ place, locks }: { place: Place; locks: readonly string[] }) {
  const { mayChange } = useRights()
  const [isLocking, setLocking] = useState(false)
  const [isUnlocking, setUnlocking] = useState(false)
  return (
    <>
      {mayChange('ledger.hold.place') ? (
        <Button size="small" startIcon={<IconLock className="icon s" />} onClick={() => setLocking(true)}>
          {say('Lock')}
        </Button>
      ) : null}
      {locks.length > 0 && mayChange('ledger.hold.lift') ? (
        <Button
          size="small"
          startIcon={<IconLockOpen className="icon s" />}
          onClick={() => setUnlocking(true)}
        >
          {say('Unlock')}
        </Button>
      ) : null}
      {isLocking ? <LockDialog place={place} onClose={() => setLocking(false)} /> : null}
      {isUnlocking ? <UnlockDialog place={place} onClose={() => setUnlocking(false)} /> : null}
    </>
  )
}

function useReadAgain(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey: ['places'] })
    await queries.invalidateQueries({ queryKey: ['balances'] })
    await queries.invalidateQueries({ queryKey: ['open-locks'] })
  }
}

function LockDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const readAgain = useReadAgain()
  const [way, setWay] = useState<Way>('count')
  const [reason, setReason] = useState('')
  const [id] = useState(newId)
  const lock = async () => {
    const body = { id, scope: 'location', subject: place.id, blocks: ways[way], reason: reason.trim() }
    await call('/ledger/holds', { method: 'POST', body })
    await readAgain()
  }
  return (
    <AskDialog
      title={say('Lock {place}?', { place: place.code })}
      verb={say('Lock')}
      isReady={reason.trim().length >= leastReason}
      onDo={lock}
      onClose={onClose}
    >
      <TextField
        select
        margin="none"
        label={say('What is locked')}
        value={way}
        onChange={(event) => setWay(event.target.value as Way)}
        helperText={wayWords()[way].help}
      >
        {(Object.keys(ways) as Way[]).map((word) => (
          <MenuItem key={word} value={word}>
            {wayWords()[word].name}
          </MenuItem>
        ))}
      </TextField>
      <ReasonField value={reason} least={leastReason} onChange={setReason} />
    </AskDialog>
  )
}

function UnlockDialog({ place, onClose }: { place: Place; onClose: () => void }) {
  const readAgain = useReadAgain()
  const { data } = useQuery({
    queryKey: ['open-locks', place.id],
    queryFn: ({ signal }) =>
      call<ListAnswer<Hold>>('/ledger/holds?scope=location&isOpen=true&limit=200', { signal }),
  })
  const own = (data?.data ?? []).filter(({ subject }) => subject.id === place.id)
  const unlock = async () => {
    for (const { id } of own) await call(`/ledger/holds/${id}/lift`, { method: 'POST', body: {} })
    await readAgain()
  }
  return (
    <AskDialog
      title={say('Unlock {place}?', { place: place.code })}
      verb={say('Unlock')}
      isReady={own.length > 0}
      onDo={unlock}
      onClose={onClose}
    >
      {data && own.length === 0 ? (
        <span>{say('It is locked by a hold on the place it is in; lift that one.')}</span>
      ) : null}
      <ul style={{ margin: 0 }}>
        {own.map(({ id, reason, placedBy }) => (
          <li key={id}>
            {reason}, {placedBy.name}
          </li>
        ))}
      </ul>
    </AskDialog>
  )
}
