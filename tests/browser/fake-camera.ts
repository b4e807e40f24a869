import { writeFile } from 'node:fs/promises'

const WIDTH = 1280
const HEIGHT = 720
/** Wide enough for the camera's reader, and with the quiet zone that the standard asks for. */
const MODULE = 4
const [BLACK, WHITE, GREY] = [16, 235, 128]

/**
 * Writes what a camera sees that looks at a barcode, as Chromium's fake one shows it: a film of one picture.
 * @param widths of bars and gaps in turn, beginning with a bar
 * @returns how Chromium is told to use it
 */
export async function filmBarcode(file: string, widths: readonly number[]): Promise<readonly string[]> {
  const bars = widths.flatMap((width, n) => Array<number>(width * MODULE).fill(n % 2 === 0 ? BLACK : WHITE))
  if (bars.length > WIDTH - 20 * MODULE) throw new Error(`A barcode of ${bars.length} px fits in no picture.`)
  const left = Math.floor((WIDTH - bars.length) / 2)
  const row = Buffer.alloc(WIDTH, WHITE)
  row.set(bars, left)
  const blank = Buffer.alloc(WIDTH, WHITE)
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    y > HEIGHT / 4 && y < (HEIGHT * 3) / 4 ? row : blank,
  )
  const picture = Buffer.concat([...rows, Buffer.alloc((WIDTH * HEIGHT) / 2, GREY)])
  const head = `YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`
  await writeFile(file, Buffer.concat([Buffer.from(head), Buffer.from('FRAME\n'), picture]))
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]
}
