import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { IconEdit, IconLayoutGrid, IconTable } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { useCanAccess, useGetList } from 'react-admin'
import { Link, useSearchParams } from 'react-router-dom'
import { type Look, useLook } from '../ledger/look-back.ts'
import { TimeMachine } from '../ledger/time-machine.tsx'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anySite } from '../pieces/pickables.ts'
import { AtSite } from '../pieces/site-clock.tsx'
import { Trouble } from '../pieces/trouble.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useScope } from '../shell/scope.ts'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { EditBar } from './edit-bar.tsx'
import { middleOf, useLayoutChanges } from './layout-changes.ts'
import { type Place, type Plan, type Standing, usePlan, useStandings } from './plan.ts'
import { useKey } from './use-key.ts'
import './plan.css'
import type { Shade } from './plan-drawing.tsx'
import { PlanFrame } from './plan-frame.tsx'
import { PlanTable } from './plan-table.tsx'
import { StackPanel } from './stack-panel.tsx'
import { type Ground, groundOf } from './stacks.ts'

const shades: readonly Shade[] = ['fill', 'quantity', 'status']

/** A site from above, to scale: what is where, how full it is, at any instant; its layout is changed here. */
export default function PlanPage() {
  const [site, chooseSite] = useSite()
  const plan = usePlan(site)
  const picker = (
    <EntityPicker
      of={anySite}
      label={say('Site')}
      value={site}
      width={200}
      canClear={false}
      onChange={(id) => id && chooseSite(id)}
    />
  )
  return (
    <>
      <PageHead
        title={say('Warehouse plan')}
        fact={plan.data ? <PlanFact plan={plan.data} /> : undefined}
        actions={<PlanActions />}
      />
      {plan.error ? <Trouble error={plan.error} onRetry={() => void plan.refetch()} /> : null}
      {plan.isPending && !plan.error ? <Waiting rows={10} /> : null}
      {plan.data ? (
        <AtSite site={plan.data.site.id}>
          <PlanBody key={plan.data.site.id} plan={plan.data} picker={picker} reload={() => plan.refetch()} />
        </AtSite>
      ) : null}
    </>
  )
}

/** The site in the address, else the first one there is. */
function useSite(): [string | null, (id: string) => void] {
  const [params, setParams] = useSearchParams()
  const { data } = useGetList('sites', {
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'code', order: 'ASC' },
  })
  const [scope] = useScope()
  const site = params.get('site') ?? scope.site ?? (data?.[0] ? String(data[0].id) : null)
  return [site, (id) => setParams({ site: id })]
}

function PlanFact({ plan }: { plan: Plan }) {
  const bins = plan.places.filter(({ kind, isActive }) => kind === 'bin' && isActive).length
  return <>{say('{site}, {count} bins', { site: plan.site.name, count: bins })}</>
}

function PlanActions() {
  const { canAccess } = useCanAccess({ resource: 'locations', action: 'create' })
  if (!canAccess) return null
  return (
    <Button component={Link} to="/locations/layout" startIcon={<IconLayoutGrid className="icon s" />}>
      {say('Lay out a building')}
    </Button>
  )
}

/** What the plan's address keeps beside site and instant. */
function usePlanState(usual: Shade) {
  const [params, setParams] = useSearchParams()
  const shade = shades.find((word) => word === params.get('shade')) ?? usual
  const set = (part: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params)
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    }
    setParams(next, { replace: true })
  }
  const level = params.get('level')
  return {
    shade,
    set,
    chosen: params.get('place') ?? undefined,
    isTable: params.get('as') === 'table',
    level: level === null ? undefined : Number(level),
  }
}

interface PlanBodyProps {
  readonly plan: Plan
  /** Chooses another site. */
  readonly picker: ReactNode
  readonly reload: () => Promise<unknown>
}

function PlanBody({ plan, picker, reload }: PlanBodyProps) {
  const { canAccess: canEdit } = useCanAccess({ resource: 'locations', action: 'edit' })
  const [look, change] = useLook()
  // Where no place has a size, nobody knows how full it is; how much is in it is known.
  const state = usePlanState(plan.places.some(({ sizeX, sizeZ }) => sizeX && sizeZ) ? 'fill' : 'quantity')
  const { chosen, isTable, set } = state
  const [search, setSearch] = useState('')
  const [isEditing, setEditing] = useState(false)
  const standings = useStandings(plan.site.id, look)
  const ground = useMemo(() => groundOf(plan.places), [plan.places])
  const layout = useLayoutChanges({ places: plan.places, ground, isEditing, reload })
  const fault = layout.refusal ?? standings.error
  useKey('t', () => set({ as: isTable ? undefined : 'table' }))
  const place = plan.places.find(({ id }) => id === chosen)
  return (
    <>
      <PlanControls
        picker={picker}
        state={state}
        ground={plan.places}
        search={search}
        onSearch={(word) => {
          setSearch(word)
          set({ place: idOf(plan, word) ?? chosen })
        }}
        isEditing={isEditing}
        onEdit={canEdit && look.instant === undefined ? () => setEditing(!isEditing) : undefined}
      />
      {isEditing ? <EditBar site={plan.site.id} at={middleOf(ground)} onUndo={layout.undo} /> : null}
      <TimeMachine what={say('Warehouse plan')} look={look} onChange={change} />
      {fault ? <Trouble error={fault} /> : null}
      <div className={place ? 'with-panel open' : 'with-panel'}>
        {isTable ? (
          <PlanTable places={plan.places} standings={standings.data} onChoose={(id) => set({ place: id })} />
        ) : (
          <PlanFrame
            {...{ ground, search, chosen, look }}
            standings={standings.data ?? nothing}
            shade={state.shade}
            level={state.level}
            timeZone={plan.site.timeZone}
            onLook={change}
            onMove={layout.onMove}
            onResize={layout.onResize}
            onChoose={(id) => set({ place: id })}
          />
        )}
        {place ? (
          <ChosenPlace
            place={place}
            {...{ ground, look, reload, set }}
            standings={standings.data ?? nothing}
          />
        ) : null}
      </div>
    </>
  )
}

/** The place of exactly that code. */
function idOf(plan: Plan, word: string): string | undefined {
  return plan.places.find(({ code }) => code.toLowerCase() === word.trim().toLowerCase())?.id
}

const nothing: ReadonlyMap<string, Standing> = new Map()

interface ChosenPlaceProps {
  readonly place: Place
  readonly ground: Ground
  readonly standings: ReadonlyMap<string, Standing>
  readonly look: Look
  readonly reload: () => Promise<unknown>
  readonly set: ReturnType<typeof usePlanState>['set']
}

function ChosenPlace({ place, ground, standings, look, reload, set }: ChosenPlaceProps) {
  return (
    <StackPanel
      place={place}
      stack={ground.stacks.find(({ places }) => places.some(({ id }) => id === place.id))}
      standings={standings}
      look={look}
      onChoose={(id) => set({ place: id })}
      onChanged={() => void reload()}
      onClose={() => set({ place: undefined })}
    />
  )
}

interface PlanControlsProps {
  readonly picker: ReactNode
  readonly state: ReturnType<typeof usePlanState>
  readonly ground: readonly Place[]
  readonly search: string
  readonly onSearch: (word: string) => void
  readonly isEditing: boolean
  readonly onEdit: (() => void) | undefined
}

function PlanControls({ picker, state, ground, search, onSearch, isEditing, onEdit }: PlanControlsProps) {
  const { shade, level, isTable, set } = state
  const shadeWords = { fill: say('Fill'), quantity: say('Quantity'), status: say('Status') }
  const heights = [...new Set(ground.filter(({ kind }) => kind === 'bin').map(({ z }) => z ?? 0))].sort(
    (a, b) => a - b,
  )
  return (
    <div className="filters">
      {picker}
      <TextField
        type="search"
        margin="none"
        label={say('Find a place')}
        value={search}
        sx={{ width: 200 }}
        onChange={(event) => onSearch(event.target.value)}
      />
      <Button
        aria-pressed={isTable}
        startIcon={<IconTable className="icon s" />}
        onClick={() => set({ as: isTable ? undefined : 'table' })}
      >
        {isTable ? say('Plan') : say('Table')}
      </Button>
      {onEdit ? (
        <Button aria-pressed={isEditing} startIcon={<IconEdit className="icon s" />} onClick={onEdit}>
          {isEditing ? say('Done editing') : say('Edit layout')}
        </Button>
      ) : null}
      <span className="push" />
      <ToggleButtonGroup
        exclusive
        value={shade}
        aria-label={say('What the colour says')}
        onChange={(_, next: Shade | null) => next && set({ shade: next })}
      >
        {shades.map((word) => (
          <ToggleButton key={word} value={word}>
            {shadeWords[word]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {heights.length > 1 ? (
        <ToggleButtonGroup
          exclusive
          value={level === undefined ? 'all' : String(level)}
          aria-label={say('Levels')}
          onChange={(_, next: string | null) => next && set({ level: next === 'all' ? undefined : next })}
        >
          <ToggleButton value="all">{say('All levels')}</ToggleButton>
          {heights.slice(0, 8).map((height, index) => (
            <ToggleButton key={height} value={String(height)}>
              {index + 1}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      ) : null}
    </div>
  )
}
