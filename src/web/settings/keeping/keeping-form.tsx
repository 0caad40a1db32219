import { useState } from 'react'
import {
  type Keeping,
  leastKeptWeeks,
  mostAheadWeeks,
  mostKeptWeeks,
  type WeeksOfReadings,
} from '../../../core/api/keeping.ts'
import { askWhatGoes, useSetKeeping } from '../../api/keeping.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorSummary, Field } from '../../kit/field.tsx'
import { formatNumber, formatSize } from '../../kit/format.ts'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useText } from '../../text/use-text.ts'
import { dayOfWeek } from './day-of-week.ts'

const readWeeks = (typed: string, least: number, most: number) => {
  const weeks = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : Number.NaN
  return weeks >= least && weeks <= most ? weeks : null
}

function WeeksField(props: {
  id: string
  label: string
  hint: string
  error: string | undefined
  value: string
  onChange: (value: string) => void
}) {
  const { value, onChange, ...field } = props
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          className="input input-short num"
          inputMode="numeric"
          autoComplete="off"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** The two numbers, and what is lost told and agreed to before it is. */
export function KeepingForm({ keeping }: { keeping: Keeping }) {
  const { t, language } = useText()
  const problemText = useProblemText()
  const set = useSetKeeping()
  const [kept, setKept] = useState(String(keeping.keptWeeks))
  const [ahead, setAhead] = useState(String(keeping.aheadWeeks))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const [goes, setGoes] = useState<WeeksOfReadings>()
  const [failed, setFailed] = useState<Error | null>(null)
  const keptWeeks = readWeeks(kept, leastKeptWeeks, mostKeptWeeks)
  const aheadWeeks = readWeeks(ahead, 1, mostAheadWeeks)

  const save = (losesWeeks: number) => {
    if (keptWeeks === null || aheadWeeks === null) return
    const seen = { keptWeeks: keeping.keptWeeks, aheadWeeks: keeping.aheadWeeks }
    set.mutate(
      { keptWeeks, aheadWeeks, seen, losesWeeks },
      {
        onSuccess: () => {
          setGoes(undefined)
          say(t('keeping.saved'))
        },
        onError: (error) => {
          setGoes(undefined)
          setFailed(error)
        },
      },
    )
  }
  const check = async () => {
    setFailed(null)
    const wrongKept = { kept: t('keeping.wrong', { least: leastKeptWeeks, most: mostKeptWeeks }) }
    const wrongAhead = { ahead: t('keeping.wrong', { least: 1, most: mostAheadWeeks }) }
    setWrong({ ...(keptWeeks === null ? wrongKept : {}), ...(aheadWeeks === null ? wrongAhead : {}) })
    if (keptWeeks === null || aheadWeeks === null) return
    if (keptWeeks >= keeping.keptWeeks) return save(0)
    try {
      const { goes: lost } = await askWhatGoes(keptWeeks)
      if (lost.weeks === 0) save(0)
      else setGoes(lost)
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const said = goes && {
    weeks: formatNumber(goes.weeks, language),
    from: dayOfWeek(goes.from ?? ''),
    to: dayOfWeek(goes.to ?? ''),
    readings: formatNumber(goes.readings, language),
    size: formatSize(goes.bytes, language),
  }
  return (
    <form
      className="form keeping-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void check()
      }}
    >
      <ErrorSummary errors={wrong} general={failed ? problemText(failed) : undefined} />
      <WeeksField
        id="kept"
        label={t('keeping.keptWeeks')}
        hint={t('keeping.keptHint', { least: leastKeptWeeks, most: mostKeptWeeks })}
        error={wrong.kept}
        value={kept}
        onChange={setKept}
      />
      <WeeksField
        id="ahead"
        label={t('keeping.aheadWeeks')}
        hint={t('keeping.aheadHint', { most: mostAheadWeeks })}
        error={wrong.ahead}
        value={ahead}
        onChange={setAhead}
      />
      <div className="form-actions">
        <Button look="primary" type="submit" disabled={set.isPending}>
          {t('keeping.save')}
        </Button>
      </div>
      {goes && said && (
        <Dialog title={t('keeping.confirmTitle', { weeks: said.weeks })} onClose={() => setGoes(undefined)}>
          <div className="form">
            <p className="prose">{t('keeping.loses', said)}</p>
            <p className="prose">{t('keeping.gone')}</p>
            <p className="prose">{t('keeping.stays')}</p>
            <p className="prose">{t('keeping.when')}</p>
            <div className="form-actions">
              <Button onClick={() => setGoes(undefined)}>{t('common.cancel')}</Button>
              <Button look="primary" disabled={set.isPending} onClick={() => save(goes.weeks)}>
                {t('keeping.confirm', { weeks: said.weeks })}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </form>
  )
}
