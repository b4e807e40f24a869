/** A building's pattern as it is being typed. */
export interface LayoutDraft {
  readonly site: string | null
  readonly parent: string | null
  readonly code: string
  readonly areaCode: string
  readonly kind: string
  readonly checkDigits: '' | '2' | '3' | '4'
  readonly aisles: string
  readonly aisleStart: string
  readonly sides: '1' | '2'
  readonly aislePitch: string
  readonly bays: string
  readonly bayWidth: string
  readonly levels: string
  readonly levelHeight: string
  readonly positions: string
}

/** A small hall to begin with: five aisles of ten bays, three levels high. */
export const noLayout: LayoutDraft = {
  site: null,
  parent: null,
  code: '{aisle}-{bay:02}-{level}',
  areaCode: '{aisle}',
  kind: 'bin',
  checkDigits: '',
  aisles: '5',
  aisleStart: 'A',
  sides: '1',
  aislePitch: '3.5',
  bays: '10',
  bayWidth: '2.7',
  levels: '3',
  levelHeight: '1.8',
  positions: '1',
}

/** The layout as the API takes it. */
export function toLayout(draft: LayoutDraft): Record<string, unknown> {
  const start = draft.aisleStart.trim().toUpperCase()
  const positions = Number(draft.positions)
  return {
    site: draft.site,
    ...(draft.parent ? { parent: draft.parent } : {}),
    pattern: {
      code: draft.code.trim(),
      areaCode: draft.areaCode.trim() || null,
      kind: draft.kind,
      ...(draft.checkDigits ? { checkDigits: Number(draft.checkDigits) } : {}),
      aisles: {
        count: Number(draft.aisles),
        ...(start ? { start: /^\d+$/.test(start) ? Number(start) : start } : {}),
        sides: Number(draft.sides),
        pitch: Number(draft.aislePitch),
      },
      bays: { count: Number(draft.bays), width: Number(draft.bayWidth) },
      levels: { count: Number(draft.levels), height: Number(draft.levelHeight) },
      ...(positions > 1 ? { positions: { count: positions } } : {}),
    },
  }
}
