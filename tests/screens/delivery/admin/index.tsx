import Button from '@mui/material/Button'
import { call, Figure, PageHead, sayFrom } from '@stowage/admin'
import { IconTruck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify, useRecordContext } from 'react-admin'
import { Link } from 'react-router-dom'

const say = sayFrom({
  fr: { 'Called once | Called {count} times': 'Appelée une fois | Appelée {count} fois' },
})

/** Beside an item: who could drive it. */
export function ItemPanel({ record }: { record: { sku: string } }) {
  const same = useRecordContext()
  return (
    <section className="card pad" aria-label="Delivery">
      <IconTruck className="icon" /> {record.sku} of {String(same?.name)} travels by{' '}
      <Link to="/x/delivery/carriers">a carrier</Link>
    </section>
  )
}

/** What a mistake in a plugin looks like. */
export function BrokenPanel(): never {
  throw new Error('the map of routes is lost')
}

/** A whole page. */
export function Board() {
  const notify = useNotify()
  const [calls, setCalls] = useState(0)
  const { data } = useQuery({
    queryKey: ['delivery', 'count'],
    queryFn: () => call<{ total: number }>('/delivery/carriers?count=true&limit=1'),
  })
  return (
    <>
      <PageHead title="Board" fact={<Figure value={data?.total ?? 0} unit="carriers" />} />
      <Button
        variant="contained"
        onClick={() => {
          setCalls(calls + 1)
          notify('The van was called.')
        }}
      >
        Call the van
      </Button>
      <p>{say('Called once | Called {count} times', { count: calls })}</p>
    </>
  )
}
