import { IconChevronDown } from '@tabler/icons-react'
import type { RaThemeOptions } from 'react-admin'

const ring = {
  outline: '2px solid var(--focus)',
  outlineOffset: 2,
  boxShadow: '0 0 0 5px var(--mark)',
}

/** Buttons, fields and choices. The label of a field stands above it and never floats. */
export const controls: NonNullable<RaThemeOptions['components']> = {
  MuiButtonBase: {
    defaultProps: { disableRipple: true },
    styleOverrides: { root: { '&:focus-visible, &.Mui-focusVisible': ring } },
  },
  MuiButton: {
    defaultProps: { disableElevation: true, variant: 'outlined', color: 'inherit' },
    styleOverrides: {
      root: { height: 36, padding: '0 14px', whiteSpace: 'nowrap', flex: 'none' },
      outlined: {
        borderColor: 'var(--line-strong)',
        background: 'var(--surface)',
        '&:hover': { background: 'var(--row-hover)' },
      },
      contained: {
        background: 'var(--ink)',
        color: 'var(--on-ink)',
        '&:hover': { background: 'var(--text-2)' },
        // Only in the dialogue that asks whether it is meant.
        '&.MuiButton-colorError': { background: 'var(--damaged)', color: 'var(--surface)' },
        '&.Mui-disabled': { background: 'var(--neutral-soft)', color: 'var(--muted)' },
      },
      text: { height: 30, padding: '0 8px', background: 'none' },
      sizeSmall: { height: 32, padding: '0 10px', fontSize: 13 },
      startIcon: { marginRight: 6 },
    },
  },
  MuiIconButton: { styleOverrides: { root: { borderRadius: 6, color: 'inherit' } } },
  MuiChip: {
    defaultProps: { size: 'small' },
    styleOverrides: {
      root: { borderRadius: 3, height: 22, background: 'var(--neutral-soft)', color: 'var(--neutral)' },
    },
  },
  MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
  MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense' } },
  MuiInputLabel: {
    defaultProps: { shrink: true, variant: 'outlined' },
    styleOverrides: {
      root: {
        position: 'static',
        transform: 'none',
        maxWidth: '100%',
        font: 'var(--type-strong)',
        color: 'var(--text)',
        marginBottom: 4,
        overflow: 'visible',
        '&.Mui-focused': { color: 'var(--text)' },
        '&.Mui-error': { color: 'var(--damaged)' },
      },
      // Optional fields say so in words; the rest are required.
      asterisk: { display: 'none' },
    },
  },
  MuiOutlinedInput: {
    styleOverrides: {
      root: {
        background: 'var(--surface)',
        minHeight: 36,
        '& .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--line-strong)', top: 0 },
        '& .MuiOutlinedInput-notchedOutline legend': { display: 'none' },
        '&:hover .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--text-2)' },
        '&.Mui-focused .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--ink)', borderWidth: 2 },
        '&.Mui-focused': { boxShadow: '0 0 0 3px var(--mark)' },
        '&.Mui-error .MuiOutlinedInput-notchedOutline': { borderColor: 'var(--damaged)' },
      },
      input: { height: 20, padding: '8px 12px', '&::placeholder': { color: 'var(--muted)', opacity: 1 } },
      multiline: { padding: 0 },
      adornedStart: { paddingLeft: 10, '& .MuiOutlinedInput-input': { paddingLeft: 0 } },
    },
  },
  MuiFormHelperText: {
    styleOverrides: {
      root: {
        margin: '4px 0 0',
        font: 'var(--type-small)',
        color: 'var(--muted)',
        '&.Mui-error': { color: 'var(--damaged)' },
      },
    },
  },
  MuiSelect: {
    defaultProps: { variant: 'outlined', size: 'small', IconComponent: IconChevronDown },
    styleOverrides: { icon: { width: 15, height: 15, top: 'calc(50% - 7px)', right: 10, color: 'inherit' } },
  },
  MuiNativeSelect: {
    styleOverrides: { icon: { width: 15, height: 15, top: 'calc(50% - 7px)', right: 10, color: 'inherit' } },
  },
  MuiTabs: { styleOverrides: { root: { minHeight: 32 }, indicator: { display: 'none' } } },
  MuiTab: {
    styleOverrides: {
      root: {
        minHeight: 32,
        height: 32,
        minWidth: 0,
        padding: '0 12px',
        borderRadius: 6,
        color: 'var(--text-2)',
        '&.Mui-selected': { background: 'var(--ink)', color: 'var(--on-ink)' },
      },
    },
  },
  MuiToggleButtonGroup: { styleOverrides: { root: { background: 'var(--surface)', height: 36 } } },
  MuiToggleButton: {
    styleOverrides: {
      root: {
        textTransform: 'none',
        fontWeight: 500,
        fontSize: 14,
        padding: '0 12px',
        color: 'var(--text-2)',
        borderColor: 'var(--line-strong)',
        '&.Mui-selected, &.Mui-selected:hover': {
          background: 'var(--ink)',
          color: 'var(--on-ink)',
          fontWeight: 600,
        },
      },
    },
  },
  // A switch has less around it than a checkbox: both begin where fields do.
  MuiFormControlLabel: { styleOverrides: { root: { '&:has(.MuiSwitch-root)': { marginLeft: -4 } } } },
  MuiSwitch: {
    styleOverrides: {
      root: { width: 40, height: 24, padding: 0, margin: 4 },
      switchBase: {
        padding: 5,
        color: 'var(--line-strong)',
        '&.Mui-checked': { transform: 'translateX(16px)', color: 'var(--mark)' },
        '&.Mui-checked + .MuiSwitch-track': {
          background: 'var(--text)',
          borderColor: 'var(--text)',
          opacity: 1,
        },
        '[data-theme="dark"] &.Mui-checked': { color: 'var(--on-ink)' },
      },
      thumb: { width: 14, height: 14, boxShadow: 'none' },
      track: {
        borderRadius: 12,
        background: 'var(--surface)',
        border: '2px solid var(--line-strong)',
        opacity: 1,
        boxSizing: 'border-box',
      },
    },
  },
}
