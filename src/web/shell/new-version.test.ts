import { expect, it } from 'vitest'
import { versionOf } from './new-version.ts'

const page = (script: string, style: string) => `<head>
  <link rel="icon" href="/favicon.svg" />
  <script type="module" crossorigin src="/assets/${script}.js"></script>
  <link rel="modulepreload" crossorigin href="/assets/vendor-1.js">
  <link rel="stylesheet" crossorigin href="/assets/${style}.css">
</head>`

it('another script or another style is another version, what the page adds to itself is not', () => {
  const own = versionOf(page('index-a', 'index-b'))
  expect(versionOf(page('index-a', 'index-b'))).toBe(own)
  expect(versionOf(page('index-c', 'index-b'))).not.toBe(own)
  expect(versionOf(page('index-a', 'index-c'))).not.toBe(own)
  const grown = page('index-a', 'index-b').replace('</head>', '<link rel="stylesheet" href="/assets/map-d.css"></head>')
  expect(versionOf(grown)).toBe(own)
})

it('what names no script of ours is no page of ours: a proxy that says it is busy, a page under development', () => {
  expect(versionOf('<html><body>502 Bad Gateway</body></html>')).toBeNull()
  expect(versionOf('<script type="module" src="/main.tsx"></script>')).toBeNull()
})
