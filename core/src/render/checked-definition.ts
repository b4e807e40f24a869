import { refuse } from '@stowage/sdk'

const MEMBERS = new Set([
  'content',
  'styles',
  'defaultStyle',
  'header',
  'footer',
  'images',
  'pageSize',
  'pageOrientation',
  'pageMargins',
  'info',
])
/** Nodes that would read a file, an address, or draw by code. */
const FORBIDDEN = new Set(['svg', 'attachment', 'file', 'files'])
const PICTURE = /^data:image\/(png|jpeg);base64,[A-Za-z0-9+/]+=*$/
const FONT = 'Roboto'
const MAXIMUM_DEPTH = 60
const MAXIMUM_NODES = 500_000
const MAXIMUM_TEXT = 4 * 1024 * 1024

/**
 * Looks through a document before anything is made of it: it is data alone, and nothing in it leads to a
 * file or an address.
 * @throws `host.render_invalid`
 */
export function checkDefinition(definition: object): void {
  const stranger = Object.keys(definition).find((name) => !MEMBERS.has(name))
  if (stranger !== undefined) throw fault(`it has a member "${stranger}", which is not known here`)
  if (!('content' in definition)) throw fault('it has no content')
  const images = (definition as { images?: Record<string, unknown> }).images ?? {}
  for (const [name, picture] of Object.entries(images)) checkPicture(picture, name)
  const names = new Set(Object.keys(images))
  let nodes = 0
  let text = 0
  const look = (value: unknown, depth: number): void => {
    if (++nodes > MAXIMUM_NODES || depth > MAXIMUM_DEPTH) throw fault('it is too large or too deep')
    if (typeof value === 'string') text += value.length
    if (text > MAXIMUM_TEXT) throw fault(`it holds more than ${MAXIMUM_TEXT} characters`)
    if (['function', 'symbol', 'bigint'].includes(typeof value)) throw fault(`it holds a ${typeof value}`)
    if (typeof value !== 'object' || value === null) return
    for (const [member, inner] of Object.entries(value)) {
      if (FORBIDDEN.has(member) && !Array.isArray(value)) throw fault(`"${member}" is not drawn here`)
      if (member === 'image' && !names.has(String(inner))) checkPicture(inner, 'image')
      if (member === 'font' && inner !== FONT) throw fault(`there is no font ${String(inner)}, only ${FONT}`)
      look(inner, depth + 1)
    }
  }
  const { images: _pictures, ...rest } = definition as Record<string, unknown>
  look(rest, 0)
}

function checkPicture(picture: unknown, name: string): void {
  if (typeof picture === 'string' && PICTURE.test(picture)) return
  throw fault(`the picture "${name.slice(0, 40)}" is not a data: text of PNG or JPEG`)
}

function fault(problem: string): Error {
  return refuse('host.render_invalid', { problem })
}
