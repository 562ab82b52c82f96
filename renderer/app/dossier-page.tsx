import { DossierScreen } from '../features/dossiers/dossier-screen.tsx'

/** One dossier; the place to join what dossiers, letters and packages each show of it. */
export function DossierPage() {
  return <DossierScreen />
}
