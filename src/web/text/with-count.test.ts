import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { maintenance as en } from './en/maintenance.ts'
import { maintenance as vi } from './vi/maintenance.ts'
import { withCount } from './with-count.ts'

const said = async (lng: 'vi' | 'en') => {
  const texts = createInstance()
  await texts.init({ lng, resources: { [lng]: { translation: lng === 'en' ? en : vi } } })
  const t = withCount(texts.t)
  return [1, '1', 0, 2, '1,204', '21'].map((n) => t('maintenance.assetCount', { n }))
}

test('one device is one device, however its number is written; any other number is of devices', async () => {
  expect(await said('en')).toEqual(['1 device', '1 device', '0 devices', '2 devices', '1,204 devices', '21 devices'])
})

test('Vietnamese says one as it says many', async () => {
  expect(await said('vi')).toEqual(
    ['1', '1', '0', '2', '1,204', '21'].map((n) => vi.maintenance.assetCount.replace('{{n}}', n)),
  )
})
