import '@mantine/core/styles/default-css-variables.layer.css'
import './kit/fonts.css'
import './kit/tokens.css'
import './kit/base.css'
import './kit/kit.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient, whenSessionEnds } from './api/query-client.ts'
import { startTheme } from './kit/theme.ts'
import { goToSignIn, router } from './routes.tsx'
import { renewWhenPartIsGone } from './shell/renew.ts'
import { startTexts } from './text/i18n.ts'

startTheme()
await startTexts()
renewWhenPartIsGone()
whenSessionEnds(goToSignIn)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
