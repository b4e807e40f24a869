import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

const wasm = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm).buffer as ArrayBuffer } })

const OPTIONS: ReaderOptions = {
  tryHarder: true,
  tryInvert: false,
  textMode: 'Plain',
  formats: ['Code128', 'DataMatrix', 'QRCode'],
}

/** A picture by its pixels, in red, green, blue and how opaque each is. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** The codes of a picture, as a scanner would send them: symbology identifier and content. */
export async function readCodes(picture: Uint8Array | Pixels): Promise<string[]> {
  const input = picture instanceof Uint8Array ? picture : (picture as unknown as ImageData)
  const found = await readBarcodes(input, OPTIONS)
  return found
    .filter(({ isValid }) => isValid)
    .map(({ symbologyIdentifier, text }) => symbologyIdentifier + text)
}

/** The pages of a PDF as pictures, by an engine that has nothing to do with the one that wrote it. */
export async function pagesOf(pdf: Uint8Array): Promise<Pixels[]> {
  const library = await PDFiumLibrary.init()
  try {
    const document = await library.loadDocument(pdf)
    try {
      const pages: Pixels[] = []
      for (const page of document.pages()) {
        const { data, width, height } = await page.render({ scale: 4, render: 'bitmap' })
        pages.push({ data: new Uint8ClampedArray(data), width, height })
      }
      return pages
    } finally {
      document.destroy()
    }
  } finally {
    library.destroy()
  }
}
