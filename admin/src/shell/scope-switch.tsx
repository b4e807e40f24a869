import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { IconBuildingWarehouse, IconChevronDown, IconUser } from '@tabler/icons-react'
import { type ComponentType, useState } from 'react'
import { type RaRecord, useGetList } from 'react-admin'
import { useRights } from '../providers/rights.ts'
import { say } from '../words/say.ts'
import { everyOne } from './every-one.ts'
import { useScope } from './scope.ts'

/** The site and the owner that all lists are held to. What there is only one of is not asked for. */
export function ScopeSwitch() {
  const [scope, change] = useScope()
  return (
    <>
      <Switch
        resource="sites"
        label={say('Site')}
        all={say('All sites')}
        permission="locations.site.read"
        icon={IconBuildingWarehouse}
        value={scope.site}
        onChange={(site) => change({ site })}
      />
      <Switch
        resource="owners"
        label={say('Owner')}
        all={say('All owners')}
        permission="access.owner.read"
        icon={IconUser}
        value={scope.owner}
        onChange={(owner) => change({ owner })}
      />
    </>
  )
}

interface SwitchProps {
  readonly resource: string
  readonly label: string
  readonly all: string
  readonly permission: string
  readonly icon: ComponentType<{ className?: string }>
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}

function Switch({ resource, label, all, permission, icon: Icon, value, onChange }: SwitchProps) {
  const { may } = useRights()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const { data = [] } = useGetList<RaRecord>(resource, everyOne, {
    enabled: may(permission),
    staleTime: 60_000,
  })
  if (data.length < 2 && value === null) return null
  const chosen = data.find(({ id }) => id === value)
  const choose = (id: string | null) => {
    onChange(id)
    setAnchor(null)
  }
  const word: string = chosen?.name ?? all
  return (
    <>
      <Button
        size="small"
        className="scope"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${label}: ${word}`}
        title={label}
        startIcon={<Icon className="icon s" />}
        endIcon={<IconChevronDown className="icon s" />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span className="word">{word}</span>
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{
          list: { 'aria-label': label },
          paper: { role: 'region', 'aria-label': label } as object,
        }}
      >
        {[{ id: null, name: all }, ...data].map(({ id, name }) => (
          <MenuItem
            key={id}
            role="menuitemradio"
            aria-checked={id === value}
            selected={id === value}
            onClick={() => choose(id === null ? null : String(id))}
          >
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
