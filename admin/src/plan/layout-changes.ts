import { useState } from 'react'
import { changePlace, movePlaces, type Place } from './plan.ts'
import type { Size } from './resize-handle.tsx'
import type { Ground, Stack } from './stacks.ts'

/** A way or a size on the ground, in metres along the site's axes. */
export interface Metres {
  readonly x: number
  readonly y: number
}

/** What was done, as far as it takes to take it back. */
interface Change {
  readonly ids: readonly string[]
  back(places: readonly Place[]): Promise<unknown>
}

const mostKept = 100

interface LayoutOptions {
  readonly places: readonly Place[]
  readonly ground: Ground
  readonly isEditing: boolean
  readonly reload: () => Promise<unknown>
}

/**
 * Changes the layout: all places of a stack together, each at the version that was seen, and the last change
 * first taken back. What stands in the way is told, and how it is then is read again.
 */
export function useLayoutChanges({ places, ground, isEditing, reload }: LayoutOptions) {
  const [refusal, setRefusal] = useState<unknown>()
  const [done, setDone] = useState<readonly Change[]>([])
  const [isBusy, setBusy] = useState(false)
  const run = async (work: () => Promise<unknown>, then: readonly Change[]) => {
    setRefusal(undefined)
    setBusy(true)
    try {
      await work()
      setDone(then.slice(-mostKept))
    } catch (error) {
      setRefusal(error)
    }
    await reload()
    setBusy(false)
  }
  const move = ({ places: moved }: Stack, way: Metres) => {
    const by = onGround(way, ground)
    const back = (now: readonly Place[]) => movePlaces(now, { x: -by.x, y: -by.y })
    void run(() => movePlaces(moved, by), [...done, { ids: idsOf(moved), back }])
  }
  const resize = (stack: Stack, { width, depth }: Size) => {
    const { places: resized } = stack
    const size = onGround({ x: width, y: depth }, ground)
    // A place is where its middle is: one that grows to one side moves by half of that.
    const by = onGround({ x: (width - stack.width) / 2, y: (depth - stack.depth) / 2 }, ground)
    const back = (now: readonly Place[]) => putBack(now, resized)
    void run(() => resizeEach(resized, size, by), [...done, { ids: idsOf(resized), back }])
  }
  const last = done.at(-1)
  const undo =
    last && !isBusy
      ? () => void run(() => last.back(places.filter(({ id }) => last.ids.includes(id))), done.slice(0, -1))
      : undefined
  return { refusal, undo, onMove: isEditing ? move : undefined, onResize: isEditing ? resize : undefined }
}

/** The middle of the ground, to a tenth of a metre. */
export function middleOf(ground: Ground): Metres {
  const { x, y, width, height } = ground.frame
  const tenths = (metres: number) => Math.round(metres * 10) / 10
  return onGround({ x: tenths(x + width / 2), y: tenths(y + height / 2) }, ground)
}

/** A way or a size on the screen as one on the ground. */
function onGround({ x, y }: Metres, { isTurned }: Ground): Metres {
  return isTurned ? { x: y, y: x } : { x, y }
}

function idsOf(places: readonly Place[]): readonly string[] {
  return places.map(({ id }) => id)
}

async function resizeEach(places: readonly Place[], size: Metres, by: Metres): Promise<void> {
  for (const place of places) {
    const { x, y } = place
    await changePlace(place, {
      x: rounded((x ?? 0) + by.x),
      y: rounded((y ?? 0) + by.y),
      sizeX: size.x,
      sizeY: size.y,
    })
  }
}

async function putBack(now: readonly Place[], before: readonly Place[]): Promise<void> {
  for (const place of now) {
    const { x, y, sizeX, sizeY } = before.find(({ id }) => id === place.id)!
    await changePlace(place, { x, y, sizeX, sizeY })
  }
}

function rounded(metres: number): number {
  return Math.round(metres * 1_000) / 1_000
}
