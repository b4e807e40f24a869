/** One theme's colours. `tokens.css` holds the same values as custom properties; a change goes into both. */
export interface Colours {
  readonly canvas: string
  readonly surface: string
  readonly text: string
  readonly text2: string
  readonly muted: string
  readonly line: string
  readonly ink: string
  readonly onInk: string
  readonly markSoft: string
  readonly rowHover: string
  readonly available: Tone
  readonly hold: Tone
  readonly damaged: Tone
  readonly transit: Tone
}

/** A status colour: the text tone and the soft ground beneath it. */
export interface Tone {
  readonly main: string
  readonly soft: string
}

/** Hi-vis: "you are here, this one, now", in both themes, and never text on a light ground. */
export const mark = '#D3EE2B'

/** The two themes' colours, with contrasts measured against WCAG 2.2 AA. */
export const colours: Readonly<Record<'light' | 'dark', Colours>> = {
  light: {
    canvas: '#F3F5F2',
    surface: '#FFFFFF',
    text: '#171B18',
    text2: '#4E564F',
    muted: '#646D65',
    line: '#DFE3DC',
    ink: '#171B18',
    onInk: '#FFFFFF',
    markSoft: '#F2FBB9',
    rowHover: '#F7F9F5',
    available: { main: '#146239', soft: '#E2F3E8' },
    hold: { main: '#82480A', soft: '#FFEFD3' },
    damaged: { main: '#A01F1F', soft: '#FDE7E4' },
    transit: { main: '#0E567F', soft: '#E0F0F9' },
  },
  dark: {
    canvas: '#0C0F0D',
    surface: '#141816',
    text: '#EDF1EC',
    text2: '#B9C1B9',
    muted: '#8F988F',
    line: '#2A302C',
    ink: '#EDF1EC',
    onInk: '#171B18',
    markSoft: '#2B3110',
    rowHover: '#1A1F1C',
    available: { main: '#7FDDA5', soft: '#122A1D' },
    hold: { main: '#FFC46B', soft: '#33240C' },
    damaged: { main: '#FFA69D', soft: '#3B1714' },
    transit: { main: '#8FCDF3', soft: '#102A3A' },
  },
}
