import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

/*
 * Codes read by zxing-cpp as WebAssembly, for browsers without a reader of their own. It comes from our own
 * server, and only when the camera is opened.
 */

// Unless told, the library takes it from a stranger's server.
prepareZXingModule({ overrides: { locateFile: () => wasm } })

const canvas = document.createElement('canvas')

/** Reads one picture of the camera. */
export async function lookAt(video: HTMLVideoElement): Promise<string | undefined> {
  const { videoWidth: width, videoHeight: height } = video
  if (width === 0) return undefined
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d', { willReadFrequently: true })!
  context.drawImage(video, 0, 0)
  const picture = context.getImageData(0, 0, width, height)
  // As a scanner sends it: separators as they are, and before it what kind of barcode it was.
  const found = await readBarcodes(picture, { maxNumberOfSymbols: 1, textMode: 'Plain' })
  const code = found.find(({ isValid, text }) => isValid && text !== '')
  return code && `${code.symbologyIdentifier}${code.text}`
}
