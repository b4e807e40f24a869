import { Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import type { BoxElement, CodeElement, LabelElement, TextElement } from '../src/design/design.schemas.ts'
import { Choice } from './print-choices.tsx'
import { wordsOf } from './words.ts'

interface ElementProps<Element> {
  readonly element: Element
  readonly onChange: (element: Element) => void
}

const symbologies = [
  ['gs1-128', 'GS1-128'],
  ['gs1-datamatrix', 'GS1 DataMatrix'],
  ['gs1-qr', 'GS1 QR'],
  ['code-128', 'Code 128'],
  ['datamatrix', 'DataMatrix'],
  ['qr', 'QR'],
] as const

/** One thing on a label: where it stands, and what it is. */
export function ElementFields(props: ElementProps<LabelElement> & { place: number; onRemove: () => void }) {
  const { element, onChange, place, onRemove } = props
  const words = wordsOf()
  const title = `${words[element.type]} ${place + 1}`
  return (
    <fieldset className="card pad stack" style={{ margin: 0, gap: 12 }}>
      <legend className="strong small">{title}</legend>
      {element.type === 'text' && <TextFields element={element} onChange={onChange} />}
      {element.type === 'code' && <CodeFields element={element} onChange={onChange} />}
      <div className="row wrap" style={{ gap: 8 }}>
        <Measure element={element} name="x" label={words.x} onChange={onChange} />
        <Measure element={element} name="y" label={words.y} onChange={onChange} />
        <Measure element={element} name="width" label={words.w} onChange={onChange} />
        <Measure element={element} name="height" label={words.h} onChange={onChange} />
        {element.type === 'text' && (
          <Measure element={element} name="size" label={words.size} onChange={onChange} />
        )}
        {element.type === 'box' && (
          <Measure element={element} name="stroke" label={words.stroke} onChange={onChange} />
        )}
        <Button size="small" className="push" aria-label={`${words.remove} ${title}`} onClick={onRemove}>
          {words.remove}
        </Button>
      </div>
    </fieldset>
  )
}

function TextFields({ element, onChange }: ElementProps<TextElement>) {
  const words = wordsOf()
  return (
    <div className="row wrap" style={{ gap: 8 }}>
      <Words label={words.text} value={element.text} onChange={(text) => onChange({ ...element, text })} />
      <Choice
        label={words.align}
        width={120}
        value={element.align ?? 'start'}
        options={[
          ['start', words.start],
          ['centre', words.centre],
          ['end', words.end],
        ]}
        onChange={(align) => onChange({ ...element, align: align as NonNullable<TextElement['align']> })}
      />
      <Tick
        label={words.bold}
        value={element.bold ?? false}
        onChange={(bold) => onChange({ ...element, bold })}
      />
    </div>
  )
}

function CodeFields({ element, onChange }: ElementProps<CodeElement>) {
  const words = wordsOf()
  const { otherwise, ...rest } = element
  return (
    <div className="row wrap" style={{ gap: 8 }}>
      <Choice
        label={words.symbology}
        width={170}
        value={element.symbology}
        options={symbologies}
        onChange={(symbology) => onChange({ ...element, symbology: symbology as CodeElement['symbology'] })}
      />
      <Words
        label={words.content}
        value={element.content}
        onChange={(content) => onChange({ ...element, content })}
      />
      <Words
        label={words.otherwise}
        value={otherwise ?? ''}
        onChange={(text) => onChange(text === '' ? rest : { ...rest, otherwise: text })}
      />
      <Tick
        label={words.caption}
        value={element.caption ?? false}
        onChange={(caption) => onChange({ ...element, caption })}
      />
    </div>
  )
}

function Words({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}) {
  return (
    <TextField
      size="small"
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      slotProps={{ htmlInput: { maxLength: 500, spellCheck: false } }}
      sx={{ flex: 1, minWidth: 180 }}
    />
  )
}

function Tick({
  label,
  value,
  onChange,
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <FormControlLabel
      label={label}
      control={<Checkbox size="small" checked={value} onChange={({ target }) => onChange(target.checked)} />}
    />
  )
}

type Lengths = BoxElement & TextElement

function Measure<Element extends LabelElement>(
  props: ElementProps<Element> & { readonly name: keyof Lengths; readonly label: string },
) {
  const { element, name, label, onChange } = props
  return (
    <TextField
      size="small"
      type="number"
      label={label}
      value={(element as unknown as Record<string, number>)[name]}
      onChange={({ target }) => onChange({ ...element, [name]: Number(target.value) })}
      slotProps={{ htmlInput: { min: 0, max: 300, step: 0.5 } }}
      sx={{ width: 130 }}
    />
  )
}
