import type { RaThemeOptions } from 'react-admin'

/** React-admin's own parts, where its defaults are not ours. */
export const reactAdminParts: NonNullable<RaThemeOptions['components']> = {
  RaMenuItemLink: {
    styleOverrides: {
      root: {
        height: 30,
        minHeight: 30,
        padding: '0 10px',
        margin: '0 12px',
        borderRadius: 6,
        gap: 10,
        color: 'var(--text-2)',
        font: 'var(--type-body)',
        '& .RaMenuItemLink-icon': { minWidth: 0, color: 'inherit' },
        '&:hover': { background: 'var(--sunken)' },
        '&.RaMenuItemLink-active': {
          background: 'var(--surface)',
          color: 'var(--text)',
          fontWeight: 650,
          boxShadow: 'inset 4px 0 0 var(--mark), 0 0 0 1px var(--line)',
        },
      },
    },
  },
  RaLayout: {
    styleOverrides: {
      root: {
        background: 'var(--canvas)',
        '& .RaLayout-appFrame': { marginTop: 56 },
        '& .RaLayout-content': { background: 'var(--canvas)', padding: '8px 32px 24px 8px', minWidth: 0 },
      },
    },
  },
  RaSidebar: {
    styleOverrides: {
      root: {
        height: 'auto',
        '& .MuiDrawer-paper': { border: 0, background: 'var(--canvas)' },
        '& .RaSidebar-fixed': { overflowX: 'hidden', paddingBottom: 16 },
      },
    },
  },
  RaList: {
    styleOverrides: {
      root: { '& .RaList-content': { overflowX: 'auto' }, '& .RaList-main': { minWidth: 0 } },
    },
  },
  RaDatagrid: {
    styleOverrides: {
      root: {
        '& .RaDatagrid-headerCell': { padding: '0 12px' },
        '& .RaDatagrid-rowCell': { padding: '0 12px' },
      },
    },
  },
  RaDataTable: {
    styleOverrides: { root: { '& .RaDataTable-rowCell, & .RaDataTable-headerCell': { padding: '0 12px' } } },
  },
  RaTopToolbar: { styleOverrides: { root: { padding: 0, gap: 8, alignItems: 'center' } } },
  RaToolbar: {
    styleOverrides: {
      root: {
        background: 'var(--surface)',
        borderTop: '1px solid var(--line)',
        padding: '12px 16px',
        minHeight: 60,
      },
    },
  },
  RaArrayInput: {
    // Its label stands where those of all fields do.
    styleOverrides: { root: { '& .RaArrayInput-label': { top: 0, left: 0 } } },
  },
  RaCheckboxGroupInput: {
    styleOverrides: { root: { '& .RaCheckboxGroupInput-label': { transform: 'none' } } },
  },
  RaSimpleFormIterator: {
    styleOverrides: { root: { padding: 0, '& .RaSimpleFormIterator-line': { borderColor: 'var(--line)' } } },
  },
}
