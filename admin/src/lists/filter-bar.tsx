import Button from '@mui/material/Button'
import { IconFilter } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { say } from '../words/say.ts'
import { FilterChips, FilterChipsBoard } from './filter-chips.tsx'

/**
 * A list's filters. On a narrow window the fields are folded away behind a button; what is set stays in
 * sight as chips.
 */
export function FilterBar({ search, children }: { search: ReactNode; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  return (
    <FilterChipsBoard>
      <div className="filters">
        {search}
        <Button
          className="fold"
          startIcon={<IconFilter className="icon s" />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          {say('Filter')}
        </Button>
        <div id={id} className={isOpen ? 'folded open' : 'folded'}>
          {children}
        </div>
      </div>
      <FilterChips />
    </FilterChipsBoard>
  )
}
