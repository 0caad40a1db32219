import { useRouter, useRouterState } from '@tanstack/react-router'

/** What the address says of how this register is seen: form, filter and order, without the record that is open and the month. */
export function useLook(): string {
  const router = useRouter()
  // The address is read anew with every change of it.
  useRouterState({ select: ({ location }) => location.searchStr })
  const { searchStr } = router.buildLocation({
    to: '.',
    search: ({ id: _id, month: _month, ...now }) => now,
  })
  return searchStr.replace(/^\?/, '')
}
