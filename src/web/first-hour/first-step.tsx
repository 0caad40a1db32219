import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { FirstHour, FirstStepName } from '../../core/api/first-hour.ts'
import { useFirstHourActions } from '../api/first-hour.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { ChooseProvince } from './choose-province.tsx'

/** One step: whether it is done, what it is for, where it is done, and a way past it. */
export function FirstStep(props: { step: FirstHour['steps'][number]; isNext: boolean; hour: FirstHour }) {
  const { step, isNext, hour } = props
  const { name, isDone, isSkipped, count } = step
  const { t, language } = useText()
  const problemText = useProblemText()
  const { skip } = useFirstHourActions()
  const state = isDone ? 'done' : isSkipped ? 'skipped' : isNext ? 'next' : 'later'
  const setSkipped = (skipped: boolean) =>
    skip.mutate({ step: name, skipped }, { onError: (error) => say(problemText(error)) })
  const done =
    name === 'province'
      ? t('firstHour.province.done', { name: hour.province.name })
      : t(`firstHour.${name}.done`, { n: formatNumber(count, language) })
  return (
    <li className={`first-step first-step-${state}`} aria-current={isNext ? 'step' : undefined}>
      <span className="first-step-mark">{isDone && <Icon name="check" size={16} />}</span>
      <div>
        <h2 className="first-step-title">
          {t(`firstHour.${name}.title`)} <span className="first-step-state">{t(`firstHour.state.${state}`)}</span>
        </h2>
        {isDone ? <p>{done}</p> : <p className="prose">{t(`firstHour.${name}.what`)}</p>}
        {isDone && name === 'province' && hour.provinces.length > 0 && <ChangeProvince hour={hour} />}
        {!isDone && !isSkipped && (
          <div className="first-step-actions">
            {ways(name, isNext, hour, t)}
            <Button look="quiet" onClick={() => setSkipped(true)} disabled={skip.isPending}>
              {t('firstHour.skip')}
            </Button>
          </div>
        )}
        {isSkipped && !isDone && (
          <Button small onClick={() => setSkipped(false)} disabled={skip.isPending}>
            {t('firstHour.takeUp')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** The way to another province, while nothing stands that belongs to the chosen one. */
function ChangeProvince({ hour }: { hour: FirstHour }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="first-step-actions">
      {isAsking && (
        <ChooseProvince hour={hour} isNext={false} present={hour.province.code} onDone={() => setAsking(false)} />
      )}
      <Button look="quiet" onClick={() => setAsking(!isAsking)}>
        {t(isAsking ? 'common.cancel' : 'firstHour.province.change')}
      </Button>
    </div>
  )
}

/** Where a step is done. */
function ways(name: FirstStepName, isNext: boolean, hour: FirstHour, t: ReturnType<typeof useText>['t']): ReactNode {
  const look = isNext ? 'btn btn-primary' : 'btn btn-plain'
  switch (name) {
    case 'province':
      return <ChooseProvince hour={hour} isNext={isNext} />
    case 'agencies':
      return (
        <>
          <Link className={look} to="/nhap-du-lieu" search={{ vao: 'agency', tu: 'bat-dau' }}>
            {t('firstHour.agencies.go')}
          </Link>
          <Link className="link" to="/cai-dat/don-vi">
            {t('firstHour.agencies.other')}
          </Link>
        </>
      )
    case 'assets':
      return (
        <>
          <Link className={look} to="/nhap-du-lieu" search={{ vao: 'asset', tu: 'bat-dau' }}>
            {t('firstHour.assets.go')}
          </Link>
          <Link className="link" to="/thiet-bi">
            {t('firstHour.assets.other')}
          </Link>
        </>
      )
    case 'device':
      return (
        <>
          <Link className={look} to="/thiet-bi">
            {t('firstHour.device.go')}
          </Link>
          <span role="status">{t('firstHour.device.waiting')}</span>
        </>
      )
    case 'people':
      return (
        <Link className={look} to="/cai-dat">
          {t('firstHour.people.go')}
        </Link>
      )
  }
}
