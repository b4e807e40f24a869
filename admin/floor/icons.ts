import { crc32, deflateSync } from 'node:zlib'

/*
 * The icon: a rack frame with one hi-vis box on ink, in 28 × 28 squares. Drawn here in both forms, so that no
 * picture has to be kept; it is rectangles alone, which takes no drawing library.
 */

interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly colour: readonly [number, number, number]
}

const GRID = 28
const CORNER = 6
const SAMPLES = 3
const INK = [0x17, 0x1b, 0x18] as const
const ZINC = [0xed, 0xf1, 0xec] as const
const HI_VIS = [0xd3, 0xee, 0x2b] as const

const rectangles: readonly Rectangle[] = [
  { x: 6, y: 6, width: 4, height: 16, colour: ZINC },
  { x: 18, y: 6, width: 4, height: 16, colour: ZINC },
  { x: 6, y: 12.6, width: 16, height: 2.2, colour: ZINC },
  { x: 6, y: 19.8, width: 16, height: 2.2, colour: ZINC },
  { x: 11.2, y: 7.4, width: 5.6, height: 5.2, colour: HI_VIS },
]

/** The icon as a drawing. */
export const iconSvg = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${GRID} ${GRID}">`,
  `<rect width="${GRID}" height="${GRID}" rx="${CORNER}" fill="${hex(INK)}"/>`,
  ...rectangles.map(
    ({ x, y, width, height, colour }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${hex(colour)}"/>`,
  ),
  '</svg>',
].join('')

/**
 * The icon as pixels.
 * @param wish.isMaskable to the edges, with the drawing inside the circle that every mask leaves
 */
export function iconPng({ size, isMaskable }: { size: number; isMaskable: boolean }): Uint8Array {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      rows.set(pixel(x, y, { size, isMaskable }), y * (size * 4 + 1) + 1 + x * 4)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    part('IHDR', header),
    part('IDAT', deflateSync(rows, { level: 9 })),
    part('IEND', Buffer.alloc(0)),
  ])
}

/** The mean of a few looks at one pixel, so that edges are smooth. */
function pixel(x: number, y: number, { size, isMaskable }: { size: number; isMaskable: boolean }): number[] {
  const sum = [0, 0, 0, 0]
  const scale = isMaskable ? GRID / 0.7 : GRID
  const margin = (scale - GRID) / 2
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const at = (place: number, part_: number) => ((place + (part_ + 0.5) / SAMPLES) / size) * scale - margin
    const [u, v] = [at(x, sample % SAMPLES), at(y, Math.floor(sample / SAMPLES))]
    if (!isMaskable && !isInside(u, v)) continue
    const { colour } = rectangles.find((r) => covers(r, u, v)) ?? { colour: INK }
    colour.forEach((value, channel) => {
      sum[channel]! += value
    })
    sum[3]! += 1
  }
  const seen = sum[3]!
  const mean = (value: number) => (seen === 0 ? 0 : Math.round(value / seen))
  return [mean(sum[0]!), mean(sum[1]!), mean(sum[2]!), Math.round((seen / SAMPLES ** 2) * 255)]
}

function covers({ x, y, width, height }: Rectangle, u: number, v: number): boolean {
  return u >= x && u < x + width && v >= y && v < y + height
}

/** Within the square with round corners. */
function isInside(u: number, v: number): boolean {
  const far = (place: number) => Math.max(CORNER - place, place - (GRID - CORNER), 0)
  return Math.hypot(far(u), far(v)) <= CORNER
}

function part(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(body, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

function hex(colour: readonly number[]): string {
  return `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
