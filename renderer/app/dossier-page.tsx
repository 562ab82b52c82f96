import { useNavigate } from '@tanstack/react-router'
import { type DossierParts, DossierScreen } from '../features/dossiers/dossier-screen.tsx'
import { AddedReport } from '../features/exhibits/added-report.tsx'
import { ExhibitPicker } from '../features/exhibits/exhibit-picker.tsx'
import { useTakeExhibits } from '../features/exhibits/use-take-exhibits.ts'
import { LettersPanel } from '../features/letters/letters-panel.tsx'
import { PackagePanel } from '../features/packages/package-panel.tsx'
import { SubmitButton } from '../features/packages/submit-button.tsx'
import { useCompany } from '../state/status.ts'

const showLetters: DossierParts['letters'] = ({ id }, locked) => <LettersPanel dossierId={id} locked={locked} />

const showPackage: DossierParts['package'] = (dossier, build) => <PackagePanel dossier={dossier} onBuild={build} />

const showSubmit: DossierParts['submit'] = (dossier) => <SubmitButton dossier={dossier} />

const showPicker: DossierParts['picker'] = ({ dossier, wanted, onChoose, onClose }) => (
  <ExhibitPicker
    companyId={dossier.companyId}
    taken={dossier.items.flatMap(({ exhibitId }) => exhibitId ?? [])}
    wanted={wanted}
    onChoose={onChoose}
    onClose={onClose}
  />
)

/** One dossier; the place that joins what exhibits, letters and packages each show of it. */
export function DossierPage() {
  const company = useCompany()
  const navigate = useNavigate()
  const { take, choose, report, dismiss } = useTakeExhibits(company.id)
  const open = (id: string) => void navigate({ to: '/exhibits', search: { id } })
  return (
    <DossierScreen
      parts={{
        letters: showLetters,
        package: showPackage,
        submit: showSubmit,
        picker: showPicker,
        take,
        choose,
        report: <AddedReport report={report} onClose={dismiss} onOpen={open} />,
      }}
    />
  )
}
