import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { DossierId } from '#shared/ids.ts'
import { letterKindNames } from '#shared/kinds.ts'
import type { Letter, letterTemplateSummarySchema } from '#shared/letters.ts'
import type { z } from '#shared/zod.ts'
import { Loaded } from '../../components/loaded.tsx'
import { StatusTag } from '../../components/status-tag.tsx'
import { useChange } from '../../state/change.tsx'
import { useRead } from '../../state/core.ts'

type Template = z.infer<typeof letterTemplateSummarySchema>

function TemplateCard({
  template,
  working,
  onDraft,
}: {
  readonly template: Template
  readonly working: boolean
  readonly onDraft: () => void
}) {
  return (
    <li className="letter-card">
      <div className="row">
        <strong>{template.name}</strong>
        <span className="quiet">{template.kind === 'paste' ? '粘贴用文字' : letterKindNames[template.kind]}</span>
        {template.fits && <StatusTag tone="good">适合本卷宗</StatusTag>}
        {template.needsStamp && <StatusTag tone="quiet">需要盖章</StatusTag>}
        <Button
          style={{ marginLeft: 'auto' }}
          type={template.fits ? 'primary' : 'default'}
          ghost={template.fits}
          disabled={working}
          onClick={onDraft}
          aria-label={`起草：${template.name}`}
        >
          起草
        </Button>
      </div>
      <div className="quiet">{template.when}</div>
    </li>
  )
}

/** Chooses a template, those that fit first, and drafts from it. */
export function TemplateChooser({
  dossierId,
  onDrafted,
  onClose,
}: {
  readonly dossierId: DossierId
  readonly onDrafted: (letter: Letter) => void
  readonly onClose: () => void
}) {
  const change = useChange()
  const [working, setWorking] = useState(false)
  const read = useRead(['letters', 'templates', dossierId], (core) => core.letters.templates({ dossierId }))
  const draft = async (template: Template) => {
    setWorking(true)
    const answer = await change((core) => core.letters.draft({ dossierId, templateId: template.id }), {
      success: `已起草「${template.name}」`,
      undo: true,
    })
    setWorking(false)
    if (answer.ok) onDrafted(answer.value)
  }
  return (
    <Modal open width={720} title="选择文书模板" footer={null} onCancel={onClose}>
      <Loaded read={read}>
        {(templates) => (
          <ul className="letter-cards" aria-label="文书模板" style={{ maxHeight: '60vh', overflow: 'auto' }}>
            {templates
              .toSorted((a, b) => Number(b.fits) - Number(a.fits))
              .map((template) => (
                <TemplateCard
                  key={template.id}
                  template={template}
                  working={working}
                  onDraft={() => void draft(template)}
                />
              ))}
          </ul>
        )}
      </Loaded>
    </Modal>
  )
}
