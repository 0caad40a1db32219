import { createTheme } from '@mantine/core'

/** Mantine by our tokens; colours are set in tokens.css, so none of Mantine's own names is used. */
export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  defaultRadius: 6,
  scale: 1,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  respectReducedMotion: true,
})
