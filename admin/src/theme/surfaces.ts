import { IconChevronDown } from '@tabler/icons-react'
import { createElement } from 'react'
import type { RaThemeOptions } from 'react-admin'

/** Papers, tables, bars and what floats: a card is a hairline, only what floats has a shadow. */
export const surfaces: NonNullable<RaThemeOptions['components']> = {
  MuiCssBaseline: { styleOverrides: { body: { fontVariantNumeric: 'tabular-nums' } } },
  MuiPaper: {
    defaultProps: { elevation: 0 },
    styleOverrides: { root: { backgroundImage: 'none' } },
  },
  MuiCard: {
    styleOverrides: { root: { border: '1px solid var(--line)', borderRadius: 8, boxShadow: 'none' } },
  },
  MuiAppBar: {
    defaultProps: { elevation: 0, color: 'transparent' },
    styleOverrides: { root: { background: 'var(--canvas)', color: 'var(--text)', borderRadius: 0 } },
  },
  MuiTable: {
    defaultProps: { size: 'small' },
    styleOverrides: { root: { fontVariantNumeric: 'tabular-nums' } },
  },
  MuiTableCell: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: { borderBottom: '1px solid var(--line)', padding: '0 12px', height: 'var(--row)' },
      head: {
        font: 'var(--type-label)',
        color: 'var(--muted)',
        height: 34,
        background: 'var(--surface)',
        whiteSpace: 'nowrap',
      },
    },
  },
  MuiTableRow: {
    styleOverrides: {
      root: {
        '&.MuiTableRow-hover:hover': { backgroundColor: 'var(--row-hover)' },
        '&.Mui-selected, &.Mui-selected:hover': {
          backgroundColor: 'var(--mark-soft)',
          boxShadow: 'inset 4px 0 0 var(--mark)',
        },
      },
    },
  },
  MuiTableSortLabel: {
    styleOverrides: { root: { '&:hover, &.Mui-active': { color: 'var(--text)', fontWeight: 650 } } },
  },
  MuiDialog: {
    defaultProps: { maxWidth: 'xs', fullWidth: true },
    styleOverrides: {
      paper: { border: '1px solid var(--line)', borderRadius: 12, background: 'var(--raised)' },
    },
  },
  MuiDialogActions: {
    styleOverrides: { root: { flexWrap: 'wrap', gap: 8, '& > *': { marginLeft: '0 !important' } } },
  },
  MuiDialogTitle: { styleOverrides: { root: { font: 'var(--type-section)', fontSize: 18 } } },
  MuiMenu: {
    styleOverrides: { paper: { border: '1px solid var(--line)', boxShadow: 'var(--shadow-popover)' } },
  },
  MuiPopover: {
    styleOverrides: { paper: { border: '1px solid var(--line)', boxShadow: 'var(--shadow-popover)' } },
  },
  MuiAutocomplete: {
    defaultProps: { popupIcon: createElement(IconChevronDown, { className: 'icon s' }) },
    styleOverrides: {
      paper: {
        border: '1px solid var(--line)',
        boxShadow: 'var(--shadow-popover)',
        background: 'var(--raised)',
      },
    },
  },
  MuiTooltip: {
    defaultProps: { enterDelay: 400 },
    styleOverrides: {
      tooltip: { background: 'var(--ink)', color: 'var(--on-ink)', fontSize: 12.5, borderRadius: 6 },
      arrow: { color: 'var(--ink)' },
    },
  },
  MuiSnackbarContent: {
    styleOverrides: { root: { background: 'var(--ink)', color: 'var(--on-ink)', borderRadius: 6 } },
  },
  MuiLinearProgress: {
    styleOverrides: {
      root: { height: 4, borderRadius: 2, background: 'var(--sunken)' },
      bar: { background: 'var(--ink)' },
    },
  },
  MuiSkeleton: { defaultProps: { animation: false } },
  MuiDivider: { styleOverrides: { root: { borderColor: 'var(--line)' } } },
}
