import type { LetterFacts } from './letter-facts.ts'
import type { LetterTemplate } from './letter-template.ts'

/** The facts a template speaks of: one made for another owner's lines leaves the appellant's own out. */
export function factsForTemplate(template: Pick<LetterTemplate, 'registeredOwner'>, facts: LetterFacts): LetterFacts {
  if (template.registeredOwner !== 'another') return facts
  const numbers = facts.numbers.filter(
    (number) => number.registeredOwner !== null && number.registeredOwner !== facts.company.name,
  )
  const ids = new Set(numbers.map((number) => number.id))
  return { ...facts, numbers, sightings: facts.sightings.filter((sighting) => ids.has(sighting.numberId)) }
}
