import { appealStateNames, type Appeal } from '#shared/appeals.ts'
import type { AppealRepository } from './appeal-repository.ts'

/** Takes an appeal from one state to the next and writes down who did it, when and why. */
export function createMoveAppeal({
  appeals,
  ids,
  now,
  who,
}: {
  readonly appeals: Pick<AppealRepository, 'note' | 'setState'>
  readonly ids: () => string
  readonly now: () => Date
  readonly who: () => string
}) {
  return function moveAppeal(appeal: Pick<Appeal, 'id' | 'state'>, state: Appeal['state'], why: string) {
    if (appeal.state === state) return
    appeals.setState(appeal.id, state)
    const what = `${why}（${appealStateNames[appeal.state]} → ${appealStateNames[state]}）`
    appeals.note({ id: ids(), appealId: appeal.id, at: now().toISOString(), person: who(), what })
  }
}
