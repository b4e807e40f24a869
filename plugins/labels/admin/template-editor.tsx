import { Button, Checkbox, FormControlLabel, TextField } from '@mui/material'
import {
  anyItem,
  anyLocation,
  anyLot,
  call,
  EntityPicker,
  PageHead,
  type Pickable,
  Trouble,
  Waiting,
} from '@stowage/admin'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router-dom'
import type { Design, LabelElement } from '../src/design/design.schemas.ts'
import { ElementFields } from './element-fields.tsx'
import { LabelPreview } from './preview.tsx'
import { Choice, type Kind } from './print-choices.tsx'
import { wordsOf } from './words.ts'

interface Template extends Design {
  readonly name: string
  readonly kind: Kind
  readonly isDefault: boolean
}

interface StoredTemplate extends Template {
  readonly id: string
  readonly version: number
}

const blank: Template = {
  name: '',
  kind: 'item',
  width: 100,
  height: 50,
  isDefault: false,
  elements: [
    { type: 'text', x: 4, y: 4, width: 92, height: 12, text: '{name}', size: 5, bold: true },
    {
      type: 'code',
      x: 2,
      y: 20,
      width: 96,
      height: 28,
      symbology: 'gs1-128',
      content: '(01){gtin}',
      otherwise: '{sku}',
      caption: true,
    },
  ],
}
const firstText: Readonly<Record<Kind, Template['elements']>> = {
  item: blank.elements,
  lot: blank.elements,
  location: [
    { type: 'text', x: 4, y: 4, width: 56, height: 24, text: '{code}', size: 12, bold: true },
    { type: 'code', x: 60, y: 5, width: 38, height: 40, symbology: 'qr', content: '{scanned}' },
  ],
  unit: [
    { type: 'text', x: 4, y: 4, width: 92, height: 12, text: '{code}', size: 6, bold: true },
    {
      type: 'code',
      x: 2,
      y: 20,
      width: 96,
      height: 28,
      symbology: 'gs1-128',
      content: '(00){sscc}',
      otherwise: '{code}',
      caption: true,
    },
  ],
}

const anyUnit: Pickable = { resource: 'handling-units', code: 'code' }
const pickable: Readonly<Record<Kind, Pickable>> = {
  item: anyItem,
  lot: anyLot,
  location: anyLocation,
  unit: anyUnit,
}
const list = '/x/labels/template'

/** A new template. */
export function TemplateCreate() {
  const words = wordsOf()
  return (
    <Editor
      title={words.newTemplate}
      begin={blank}
      onSave={(template) => call('/labels/templates', { method: 'POST', body: template })}
    />
  )
}

/** A template that is there. */
export function TemplateEdit() {
  const words = wordsOf()
  const { id } = useParams()
  const { data, error } = useQuery({
    queryKey: ['labels', 'template', id],
    queryFn: () => call<StoredTemplate>(`/labels/templates/${id}`),
    // What is being changed is not overwritten by what is read again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  if (error) return <Trouble error={error} what={words.template} />
  if (!data) return <Waiting rows={6} />
  const { name, kind, width, height, isDefault, elements, version } = data
  return (
    <Editor
      title={name}
      begin={{ name, kind, width, height, isDefault, elements }}
      isStored
      onSave={({ kind: _fixed, ...patch }) =>
        call(`/labels/templates/${id}`, {
          method: 'PATCH',
          body: patch,
          headers: { 'If-Match': `"${version}"` },
        })
      }
    />
  )
}

interface EditorProps {
  readonly title: string
  readonly begin: Template
  readonly isStored?: boolean
  readonly onSave: (template: Template) => Promise<unknown>
}

/** What stands on the label at the left, the label itself at the right. */
function Editor({ title, begin, isStored = false, onSave }: EditorProps) {
  const words = wordsOf()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [template, setTemplate] = useState(begin)
  const [refusal, setRefusal] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await onSave(template)
      await client.invalidateQueries()
      navigate(list)
    } catch (error) {
      setRefusal(error)
      setBusy(false)
    }
  }
  return (
    <>
      <PageHead
        title={title}
        over={<Link to={list}>{words.templates}</Link>}
        actions={
          <Button
            variant="contained"
            disabled={isBusy || template.name.trim() === ''}
            onClick={() => void save()}
          >
            {words.save}
          </Button>
        }
      />
      <div className="row wrap" style={{ alignItems: 'flex-start', gap: 24 }}>
        <div className="stack" style={{ flex: '1 1 480px', minWidth: 0 }}>
          {refusal ? <Trouble error={refusal} /> : null}
          <SheetFields template={template} isStored={isStored} onChange={setTemplate} />
          <Elements template={template} onChange={setTemplate} />
        </div>
        <PreviewSide template={template} />
      </div>
    </>
  )
}

interface PartProps {
  readonly template: Template
  readonly onChange: (template: Template) => void
}

function SheetFields({ template, isStored, onChange }: PartProps & { readonly isStored: boolean }) {
  const words = wordsOf()
  const length = (name: 'width' | 'height') => (
    <TextField
      size="small"
      type="number"
      label={words[name]}
      value={template[name]}
      onChange={({ target }) => onChange({ ...template, [name]: Number(target.value) })}
      slotProps={{ htmlInput: { min: 5, max: 300, step: 0.5 } }}
      sx={{ width: 120 }}
    />
  )
  const kinds: readonly (readonly [Kind, string])[] = [
    ['item', words.items],
    ['lot', words.lots],
    ['location', words.locations],
    ['unit', words.units],
  ]
  return (
    <section className="card pad row wrap" style={{ gap: 12 }}>
      <TextField
        size="small"
        label={words.name}
        value={template.name}
        required
        onChange={({ target }) => onChange({ ...template, name: target.value })}
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      {!isStored && (
        <Choice
          label={words.labelOf}
          width={180}
          value={template.kind}
          options={kinds}
          onChange={(kind) =>
            onChange({ ...template, kind: kind as Kind, elements: firstText[kind as Kind] })
          }
        />
      )}
      {length('width')}
      {length('height')}
      <FormControlLabel
        label={words.isDefault}
        control={
          <Checkbox
            size="small"
            checked={template.isDefault}
            onChange={({ target }) => onChange({ ...template, isDefault: target.checked })}
          />
        }
      />
    </section>
  )
}

function Elements({ template, onChange }: PartProps) {
  const words = wordsOf()
  const { elements } = template
  const put = (next: readonly LabelElement[]) => onChange({ ...template, elements: [...next] })
  const place = { x: 2, y: 2, width: 40, height: 10 }
  return (
    <>
      {elements.map((element, index) => (
        <ElementFields
          key={index}
          place={index}
          element={element}
          onChange={(changed) => put(elements.map((one, at) => (at === index ? changed : one)))}
          onRemove={() => put(elements.filter((_, at) => at !== index))}
        />
      ))}
      <div className="row wrap">
        <Button onClick={() => put([...elements, { type: 'text', ...place, text: words.text, size: 4 }])}>
          {words.addText}
        </Button>
        <Button
          onClick={() =>
            put([
              ...elements,
              { type: 'code', ...place, height: 25, width: 25, symbology: 'qr', content: words.text },
            ])
          }
        >
          {words.addCode}
        </Button>
        <Button onClick={() => put([...elements, { type: 'box', ...place, stroke: 0.5 }])}>
          {words.addBox}
        </Button>
      </div>
    </>
  )
}

function PreviewSide({ template }: { readonly template: Template }) {
  const words = wordsOf()
  const { kind, width, height, elements } = template
  const [thing, setThing] = useState<{ readonly kind: Kind; readonly id: string | null }>({ kind, id: null })
  const [resolution, setResolution] = useState('8')
  const id = thing.kind === kind ? thing.id : null
  const fields = useQuery({
    queryKey: ['labels', 'fields', kind],
    queryFn: () => call<{ data: { name: string; title: string }[] }>(`/labels/fields?kind=${kind}`),
  })
  const wish = {
    kind,
    design: { width, height, elements },
    resolution: Number(resolution),
    ...(id && { thing: id }),
  }
  return (
    <div className="stack" style={{ flex: '1 1 400px', minWidth: 0, position: 'sticky', top: 16 }}>
      <section className="card pad stack">
        <div className="row wrap" style={{ gap: 12 }}>
          <EntityPicker
            of={pickable[kind]}
            value={id}
            label={words.thing}
            width={240}
            help={words.sample}
            onChange={(chosen) => setThing({ kind, id: chosen })}
          />
          <Choice
            label={words.resolution}
            width={150}
            value={resolution}
            options={[
              ['8', '8 (203 dpi)'],
              ['12', '12 (300 dpi)'],
              ['24', '24 (600 dpi)'],
            ]}
            onChange={setResolution}
          />
        </div>
        <LabelPreview wish={wish} />
      </section>
      <section className="card pad">
        <h2 className="small strong" style={{ margin: 0 }}>
          {words.fields}
        </h2>
        <p className="code" style={{ whiteSpace: 'normal', margin: 0 }}>
          {(fields.data?.data ?? []).map(({ name }) => `{${name}}`).join('  ')}
        </p>
      </section>
    </div>
  )
}
