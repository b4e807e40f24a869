import './both-versions.css'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useDataProvider, useEditContext, useRecordContext, useResourceContext } from 'react-admin'
import { useFormContext, useWatch } from 'react-hook-form'
import { Waiting } from '../shell/waiting.tsx'
import { say } from '../words/say.ts'
import { fieldsInSight, type NamedField, valueAt } from './fields-in-sight.tsx'
import { TwoSides } from './two-sides.tsx'

interface BothVersionsProps {
  /** The fields as they are named and written; unless said, as the form in sight has them. */
  readonly fields?: readonly NamedField[]
  readonly onDone: () => void
}

type Whose = 'mine' | 'theirs'

/**
 * Somebody else saved the row meanwhile: for each field that is not the same, what stands there now beside
 * what was meant to be saved, and the choice between them. Nothing of either is lost before it is made.
 */
export function BothVersions({ fields: given, onDone }: BothVersionsProps) {
  const before = useRecordContext()!
  const { getValues } = useFormContext()
  const theirs = useTheirs()
  const take = useTake(onDone)
  const [picked, setPicked] = useState<Readonly<Record<string, Whose>>>({})
  if (!theirs) return <Waiting rows={3} />
  const mine = getValues()
  const fields = given ?? fieldsInSight(Object.keys({ ...theirs, ...mine }))
  const different = fields.filter(({ source }) => isOther(valueAt(mine, source), valueAt(theirs, source)))
  // What only the others changed is theirs unless one says otherwise; what I changed, mine.
  const whoseIs = ({ source }: NamedField) =>
    picked[source] ?? (isOther(valueAt(mine, source), valueAt(before, source)) ? 'mine' : 'theirs')
  const kept = different.filter((field) => whoseIs(field) === 'mine')
  const pick = (field: NamedField, whose: Whose) => (
    <Pick
      field={field}
      whose={whose}
      isPicked={whoseIs(field) === whose}
      onPick={() => setPicked({ ...picked, [field.source]: whose })}
    >
      {field.show(valueAt(whose === 'mine' ? mine : theirs, field.source))}
    </Pick>
  )
  return (
    <div className="both-versions">
      <TwoSides
        rows={different.map((field) => ({
          source: field.source,
          title: field.title,
          theirs: pick(field, 'theirs'),
          mine: pick(field, 'mine'),
        }))}
        onMine={() => take(kept, mine)}
        onTheirs={() => take([], mine)}
      />
    </div>
  )
}

interface PickProps {
  readonly field: NamedField
  readonly whose: Whose
  readonly isPicked: boolean
  readonly onPick: () => void
  readonly children: ReactNode
}

/** One side of a field: a click takes it. It is no field of the form around it. */
function Pick({ field, whose, isPicked, onPick, children }: PickProps) {
  const word = whose === 'mine' ? say('take mine') : say('take what stands there')
  return (
    <button
      type="button"
      className={isPicked ? 'version on' : 'version'}
      aria-pressed={isPicked}
      onClick={onPick}
    >
      <span className="sr-only">{`${field.title}: ${word}`}</span> {children}
    </button>
  )
}

function useTheirs(): object | undefined {
  const resource = useResourceContext()!
  const record = useRecordContext()!
  const dataProvider = useDataProvider()
  const { data } = useQuery({
    queryKey: [resource, 'outdated', record.id, record.version],
    queryFn: async () => (await dataProvider.getOne(resource, { id: record.id })).data as object,
    gcTime: 0,
  })
  return data
}

/**
 * Reads the row again, and lays what was kept of one's own over it once the form shows it; saving is a
 * second press.
 */
function useTake(onDone: () => void) {
  const { setValue } = useFormContext()
  const { refetch } = useEditContext()
  // The form's own, which says that the row was taken over into its fields.
  const version: unknown = useWatch({ name: 'version' })
  const waiting = useRef<{ version: unknown; fields: readonly NamedField[]; values: object }>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is done when another version has come
  useEffect(() => {
    const held = waiting.current
    if (!held || version === held.version) return undefined
    const timer = setTimeout(() => {
      for (const { source } of held.fields)
        setValue(source, valueAt(held.values, source), { shouldDirty: true })
      onDone()
    })
    return () => clearTimeout(timer)
  }, [version])
  return (fields: readonly NamedField[], values: object) => {
    waiting.current = { version, fields, values: structuredClone(values) }
    void refetch()
  }
}

function isOther(a: unknown, b: unknown): boolean {
  return comparable(a) !== comparable(b)
}

/** A field that was emptied and one that nobody filled in say the same. */
function comparable(value: unknown): string {
  return JSON.stringify(value === undefined || value === '' ? null : value)
}
