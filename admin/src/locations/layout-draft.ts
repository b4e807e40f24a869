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
  readonly rackDepth: string
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
  rackDepth: '1.1',
  bays: '10',
  bayWidth: '2.7',
  levels: '3',
  levelHeight: '1.8',
  positions: '1',
}

/** Whether the code says by ranges how many aisles, bays and levels there are: A-[01-20]-[01-30]-[1-4]. */
export function hasRanges({ code }: LayoutDraft): boolean {
  return code.includes('[')
}

/** The layout as the API takes it. */
export function toLayout(draft: LayoutDraft): Record<string, unknown> {
  const { site, parent, code, areaCode, kind, checkDigits } = draft
  return {
    site,
    ...(parent ? { parent } : {}),
    pattern: {
      code: code.trim(),
      areaCode: areaCode.trim() || null,
      kind,
      ...(checkDigits ? { checkDigits: Number(checkDigits) } : {}),
      ...partsOf(draft),
    },
  }
}

function partsOf(draft: LayoutDraft): Record<string, unknown> {
  const start = draft.aisleStart.trim().toUpperCase()
  const positions = Number(draft.positions)
  const sizes = {
    aisles: { sides: Number(draft.sides), pitch: Number(draft.aislePitch), depth: Number(draft.rackDepth) },
    bays: { width: Number(draft.bayWidth) },
    levels: { height: Number(draft.levelHeight) },
  }
  if (hasRanges(draft)) return sizes
  return {
    aisles: {
      ...sizes.aisles,
      count: Number(draft.aisles),
      ...(start ? { start: /^\d+$/.test(start) ? Number(start) : start } : {}),
    },
    bays: { ...sizes.bays, count: Number(draft.bays) },
    levels: { ...sizes.levels, count: Number(draft.levels) },
    ...(positions > 1 ? { positions: { count: positions } } : {}),
  }
}
