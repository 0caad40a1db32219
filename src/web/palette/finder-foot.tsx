import type { FoundGroup } from '../../core/api/search.ts'
import { type useFound, wholeGroup } from '../api/search.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Below the list: that nothing was found and what was looked through, that it failed, that it is cut off; and the keys. */
export function FinderFoot(props: {
  asked: { readonly q: string; readonly actsOnly: boolean }
  rows: number
  only: FoundGroup | undefined
  found: ReturnType<typeof useFound>
  isSettled: boolean
  mayFind: boolean
}) {
  const { t } = useText()
  const problemText = useProblemText()
  const { asked, rows, only, found } = props
  const searches = asked.q !== '' && !asked.actsOnly && props.mayFind
  const isWaiting = searches && (!props.isSettled || found.isFetching)
  const isCut = only !== undefined && found.data?.groups.some(({ group, more }) => group === only && more)
  const isNothing = rows === 0 && asked.q !== '' && !isWaiting && !found.error
  const groups = (found.data?.searched ?? []).map((group) => t(`palette.group.${group}`).toLowerCase())
  return (
    <>
      {isNothing && (
        <EmptyState
          icon="search"
          title={t('palette.none', { q: asked.q })}
          hint={asked.actsOnly ? t('palette.noneAct') : t('palette.noneHint', { groups: groups.join(', ') })}
        />
      )}
      {searches && found.error && (
        <p className="palette-failed" role="alert">
          <Icon name="warn" size={16} />
          <span>{t('palette.failed', { why: problemText(found.error) })}</span>
          <Button small onClick={() => void found.refetch()}>
            {t('common.retry')}
          </Button>
        </p>
      )}
      {isCut && <p className="palette-cut">{t('palette.cut', { n: wholeGroup })}</p>}
      <footer className="palette-foot">
        <span className="visually-hidden" role="status">
          {!isWaiting && asked.q !== '' && rows > 0 ? t('palette.count', { n: rows }) : ''}
        </span>
        <span aria-hidden="true">
          <kbd>↑</kbd>
          <kbd>↓</kbd> {t('palette.foot')}
        </span>
        <span aria-hidden="true">
          <kbd>Enter</kbd> {t('palette.footOpen')}
        </span>
        <span aria-hidden="true">
          <kbd>Ctrl Enter</kbd> {t('palette.footTab')}
        </span>
        <span aria-hidden="true">
          <kbd>Esc</kbd> {t('palette.footClose')}
        </span>
        {isWaiting && <span className="palette-waiting">{t('palette.searching')}</span>}
      </footer>
    </>
  )
}
