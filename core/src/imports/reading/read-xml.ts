import type { Readable } from 'node:stream'
import sax from 'sax'

type Attributes = Readonly<Record<string, string>>

/** What is done with the elements of a document, by their names without a prefix. */
export interface XmlReader {
  open?(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/**
 * Reads a document as it comes, without building it. Files whose XML has a DOCTYPE do not come so far.
 * @returns after each piece of it, so that whoever reads may take out what has come together
 * @throws Error where it is not well formed
 */
export async function* readXml(stream: Readable, reader: XmlReader): AsyncGenerator<void> {
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) => reader.open?.(plain(name), attributes)
  parser.onclosetag = (name) => reader.close?.(plain(name))
  parser.ontext = (text) => reader.text?.(text)
  parser.oncdata = (text) => reader.text?.(text)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    parser.write(decoder.decode(chunk, { stream: true }))
    yield
  }
  parser.write(decoder.decode())
  parser.close()
  yield
}

/** Reads a short document to its end. */
export async function readWholeXml(stream: Readable, reader: XmlReader): Promise<void> {
  for await (const _ of readXml(stream, reader));
}

function plain(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
