import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { readRows } from '../ledger/reads.ts'
import type { BalanceRow } from '../ledger/rows.ts'
import { EntityPicker } from '../pieces/entity-picker.tsx'
import { anyItem, anyStatus, balancedLocation } from '../pieces/pickables.ts'
import { say } from '../words/say.ts'
import { asksFrom, asksTo, type DraftLine, type LineFaults } from './draft.ts'
import type { PostingKind } from './kinds.ts'
import { LineDetails } from './line-details.tsx'
import { itemPicked } from './line-needs.ts'

interface LineRowProps {
  readonly kind: PostingKind
  readonly line: DraftLine
  readonly number: number
  readonly faults: LineFaults
  readonly isHeld: boolean
  readonly isAlone: boolean
  readonly onChange: (part: Partial<DraftLine>) => void
  readonly onNext: (() => void) | undefined
  readonly onRemove: () => void
}

/** One line's fields. What the place holds now stands beneath it; a refusal takes the line's whole width. */
export function LineRow(props: LineRowProps) {
  const { kind, line, number, faults, isHeld, onChange } = props
  const isAdjustment = kind.kind === 'adjustment'
  return (
    <>
      <tr className={faults.line ? 'refused' : undefined}>
        <td data-word={say('Item')}>
          <EntityPicker
            of={anyItem}
            ariaLabel={say('Item of line {number}', { number })}
            value={line.item}
            onChange={(item, record) => onChange(itemPicked(item, record))}
            autoFocus={line.item === null}
            isDisabled={isHeld}
            error={faults.item}
          />
        </td>
        <td data-word={isAdjustment ? say('Change, + or −') : say('Quantity')}>
          <QuantityField {...props} />
        </td>
        <PlaceCells {...props} />
        <StatusCells {...props} />
        <td>
          {props.isAlone ? null : (
            <IconButton
              size="small"
              aria-label={say('Remove line {number}', { number })}
              onClick={props.onRemove}
              disabled={isHeld}
            >
              <IconX className="icon s" />
            </IconButton>
          )}
        </td>
      </tr>
      <LineDetails
        kind={kind}
        line={line}
        number={number}
        faults={faults}
        isHeld={isHeld}
        onChange={onChange}
      />
      {faults.line ? <RefusalRow sentence={faults.line} /> : null}
    </>
  )
}

function RefusalRow({ sentence }: { sentence: string }) {
  return (
    <tr className="refusal">
      <td colSpan={7}>
        <span className="row" role="alert">
          <IconAlertTriangle className="icon s" />
          {sentence}
        </span>
      </td>
    </tr>
  )
}

function PlaceCells({ kind, line, number, faults, isHeld, onChange }: LineRowProps) {
  const isAdjustment = kind.kind === 'adjustment'
  return (
    <>
      {asksFrom(kind) ? (
        <td data-word={isAdjustment ? say('Location') : say('From')}>
          <EntityPicker
            of={balancedLocation}
            ariaLabel={
              isAdjustment
                ? say('Location of line {number}', { number })
                : say('From, line {number}', { number })
            }
            value={line.from}
            onChange={(from) => onChange({ from })}
            isDisabled={isHeld}
            error={faults.from}
            help={<WhatIsThere item={line.item} location={line.from} status={line.status} />}
          />
        </td>
      ) : null}
      {asksTo(kind) ? (
        <td data-word={say('To')}>
          <EntityPicker
            of={balancedLocation}
            ariaLabel={say('To, line {number}', { number })}
            value={line.to}
            onChange={(to) => onChange({ to })}
            isDisabled={isHeld}
            error={faults.to}
            help={<WhatIsThere item={line.item} location={line.to} status={line.toStatus} />}
          />
        </td>
      ) : null}
    </>
  )
}

function StatusCells({ kind, line, number, isHeld, onChange }: LineRowProps) {
  return (
    <>
      <td data-word={say('Status')}>
        <StatusField
          label={say('Status of line {number}', { number })}
          value={line.status}
          isHeld={isHeld}
          onChange={(status) => onChange({ status, toStatus: status })}
        />
      </td>
      {kind.kind === 'transfer' ? (
        <td data-word={say('Becomes')}>
          <StatusField
            label={say('Becomes, line {number}', { number })}
            value={line.toStatus}
            isHeld={isHeld}
            onChange={(toStatus) => onChange({ toStatus })}
          />
        </td>
      ) : null}
    </>
  )
}

function QuantityField({ line, number, faults, isHeld, onChange, onNext }: LineRowProps) {
  return (
    <TextField
      margin="none"
      fullWidth
      value={line.quantity}
      disabled={isHeld}
      onChange={(event) => onChange({ quantity: event.target.value.replace(',', '.').replace('−', '-') })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !onNext || line.quantity === '') return
        event.preventDefault()
        onNext()
      }}
      error={Boolean(faults.quantity)}
      helperText={faults.quantity}
      slotProps={{
        htmlInput: {
          inputMode: 'decimal',
          'aria-label': say('Quantity of line {number}', { number }),
          style: { textAlign: 'right' },
        },
        input: {
          endAdornment: line.unit ? (
            <InputAdornment position="end">
              <span className="unit">{line.level?.name ?? line.unit}</span>
            </InputAdornment>
          ) : null,
        },
      }}
    />
  )
}

function StatusField(props: {
  label: string
  value: string
  isHeld: boolean
  onChange: (status: string) => void
}) {
  return (
    <EntityPicker
      of={anyStatus}
      canClear={false}
      ariaLabel={props.label}
      value={props.value}
      onChange={(status) => props.onChange(status ?? 'unrestricted')}
      isDisabled={props.isHeld}
    />
  )
}

function WhatIsThere({
  item,
  location,
  status,
}: {
  item: string | null
  location: string | null
  status: string
}) {
  const { data } = useQuery({
    queryKey: ['balances', 'there', item, location, status],
    queryFn: ({ signal }) =>
      readRows<BalanceRow>('/ledger/balances', { item, location, status }, { limit: 1, signal }),
    enabled: item !== null && location !== null,
  })
  if (item === null || location === null || !data) return null
  const there = data.rows[0]
  return (
    <>
      {there
        ? say('{onHand} {baseUnit} there now', { onHand: there.onHand, baseUnit: there.item.baseUnit })
        : say('none there now')}
    </>
  )
}
