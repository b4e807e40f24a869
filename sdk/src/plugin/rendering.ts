/**
 * A document as data, in the words of pdfmake (`content`, `styles`, tables, columns, lists, QR codes),
 * without functions, addresses and paths: pictures are `data:` texts of PNG or JPEG. In `header` and
 * `footer`, `{page}` and `{pages}` are the page's number and the count of pages.
 * @since 0.1.0
 */
export interface PdfDefinition {
  readonly content: unknown
  readonly styles?: Readonly<Record<string, unknown>>
  readonly defaultStyle?: Readonly<Record<string, unknown>>
  readonly header?: unknown
  readonly footer?: unknown
  /** `data:` texts by name. */
  readonly images?: Readonly<Record<string, string>>
  /** `A4` unless said, or millimetres of a label in points: `{ width: 288, height: 432 }`. */
  readonly pageSize?: string | { readonly width: number; readonly height: number }
  readonly pageOrientation?: 'portrait' | 'landscape'
  readonly pageMargins?: number | readonly [number, number] | readonly [number, number, number, number]
  readonly info?: Readonly<Record<'title' | 'author' | 'subject' | 'keywords', string | undefined>>
}

/**
 * Makes documents.
 * @since 0.1.0
 * @example const bytes = await context.render.pdf({ content: ['Delivery note', { qr: sscc }] })
 */
export interface Renderer {
  /**
   * Makes a PDF, on a thread of its own.
   * @throws DomainError `host.render_invalid`, `host.render_too_long`, `host.render_timeout`,
   *   `host.render_busy`
   */
  pdf(definition: PdfDefinition): Promise<Uint8Array>
}
