import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const ours = [
  ...(['bulletin_moved', 'reach_changed', 'no_agencies', 'second_person', 'reached'] as const),
  ...(['phoned', 'incident_closed', 'bad_bulletin', 'not_writer'] as const),
]

/** Puts what was refused of a bulletin into words. */
export function useBulletinProblem() {
  const { t } = useText()
  const problemText = useProblemText()
  return (error: Error) => {
    const code = error instanceof ApiProblem ? ours.find((each) => each === error.code) : undefined
    return code ? t(`bulletin.problem.${code}`) : problemText(error)
  }
}
