import type { LetterFacts } from './letter-facts.ts'
import { arguingKinds, type LetterTemplate } from './letter-template.ts'

type Scope = Pick<LetterTemplate, 'registeredOwner' | 'kind' | 'labels'>

const speaksOf = ({ kind, labels }: Scope, facts: LetterFacts) =>
  arguingKinds.includes(kind) ? facts.sightings.filter(({ labelCode }) => labels.includes(labelCode)) : facts.sightings

/**
 * The facts a template speaks of: one made for another owner's lines leaves the appellant's own out, and
 * an appeal leaves out numbers that were only seen with labels it does not argue about.
 */
export function factsForTemplate(template: Scope, facts: LetterFacts): LetterFacts {
  const sightings = speaksOf(template, facts)
  const seen = new Set(sightings.map(({ numberId }) => numberId))
  const otherwise = new Set(facts.sightings.map(({ numberId }) => numberId).filter((id) => !seen.has(id)))
  const numbers = facts.numbers.filter(
    ({ id, registeredOwner }) =>
      !otherwise.has(id) &&
      (template.registeredOwner !== 'another' || (registeredOwner !== null && registeredOwner !== facts.company.name)),
  )
  const ids = new Set(numbers.map(({ id }) => id))
  return { ...facts, numbers, sightings: sightings.filter(({ numberId }) => ids.has(numberId)) }
}
