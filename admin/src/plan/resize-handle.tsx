import { type PointerEvent, useState } from 'react'
import type { Stack } from './stacks.ts'

/** A size as the screen has it, in metres. */
export interface Size {
  readonly width: number
  readonly depth: number
}

interface ResizeHandleProps {
  readonly stack: Stack
  /** Of the drawing to a metre. */
  readonly unit: number
  /** Metres of the ground across the drawing. */
  readonly across: number
  readonly onResize: (stack: Stack, size: Size) => void
}

const least = 0.1
/** How many of it would stand side by side across the drawing, however large the building is. */
const handles = 80

/** The corner of a chosen place by which it is drawn larger or smaller; fingers and mouse alone take it. */
export function ResizeHandle({ stack, unit, across, onResize }: ResizeHandleProps) {
  const [drawn, setDrawn] = useState<Size & { from: { x: number; y: number } }>()
  const { width, depth } = drawn ?? stack
  const side = (across * unit) / handles
  const begin = (event: PointerEvent<SVGRectElement>) => {
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrawn({ width: stack.width, depth: stack.depth, from: { x: event.clientX, y: event.clientY } })
  }
  const draw = (event: PointerEvent<SVGRectElement>) => {
    if (drawn === undefined) return
    event.stopPropagation()
    const scale = across / (event.currentTarget.ownerSVGElement?.clientWidth ?? 1)
    const grown = (metres: number, pixels: number) =>
      Math.max(least, Math.round((metres + pixels * scale) * 10) / 10)
    setDrawn({
      ...drawn,
      width: grown(stack.width, event.clientX - drawn.from.x),
      depth: grown(stack.depth, event.clientY - drawn.from.y),
    })
  }
  const end = (event: PointerEvent<SVGRectElement>) => {
    event.stopPropagation()
    if (drawn && (width !== stack.width || depth !== stack.depth)) onResize(stack, { width, depth })
    setDrawn(undefined)
  }
  return (
    <g>
      {drawn ? (
        <rect
          x={stack.x * unit}
          y={stack.y * unit}
          width={width * unit}
          height={depth * unit}
          fill="none"
          stroke="var(--ink)"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: by keyboard, the place’s form has its size */}
      <rect
        className="resize"
        x={(stack.x + width) * unit - side / 2}
        y={(stack.y + depth) * unit - side / 2}
        width={side}
        height={side}
        fill="var(--ink)"
        onClick={(event) => event.stopPropagation()}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
      />
    </g>
  )
}
