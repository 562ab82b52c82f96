import { InputNumber, Modal } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type PointerEvent, useRef, useState } from 'react'
import type { PageChoice } from '#shared/exhibits.ts'
import { PageThumbnail } from '../../components/page-thumbnails.tsx'

type Crop = NonNullable<PageChoice['crop']>

const none: Crop = { left: 0, top: 0, right: 0, bottom: 0 }

const sides = [
  ['left', '左'],
  ['top', '上'],
  ['right', '右'],
  ['bottom', '下'],
] as const

const isFit = (crop: Crop) => crop.left + crop.right < 0.95 && crop.top + crop.bottom < 0.95

const between = (value: number) => Math.min(0.9, Math.max(0, Math.round(value * 1000) / 1000))

function useDrawnBox(onCrop: (crop: Crop) => void) {
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)
  const place = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      start.current = place(event)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = start.current
      if (!from) return
      const to = place(event)
      const crop = {
        left: between(Math.min(from.x, to.x)),
        top: between(Math.min(from.y, to.y)),
        right: between(1 - Math.max(from.x, to.x)),
        bottom: between(1 - Math.max(from.y, to.y)),
      }
      if (isFit(crop)) onCrop(crop)
    },
    onPointerUp: () => {
      start.current = null
    },
  }
}

/** Chooses what part of a page is bound: drawn with the mouse, or typed as per cent cut from each side. */
export function CropDialog({
  pdf,
  choice,
  onCrop,
  onClose,
}: {
  readonly pdf: PDFDocumentProxy | null
  readonly choice: PageChoice
  readonly onCrop: (crop: Crop | null) => void
  readonly onClose: () => void
}) {
  const [crop, setCrop] = useState(choice.crop ?? none)
  const pointer = useDrawnBox(setCrop)
  const isWhole = sides.every(([side]) => crop[side] === 0)
  return (
    <Modal
      open
      width={620}
      title={`裁剪第 ${choice.index + 1} 页`}
      okText="裁剪"
      cancelText="取消"
      okButtonProps={{ disabled: !isFit(crop) }}
      onOk={() => onCrop(isWhole ? null : crop)}
      onCancel={onClose}
    >
      <p className="quiet" style={{ marginTop: 0 }}>
        在页面上按住鼠标画出要留下的部分，或填写四边各裁去多少。原件不会改动。
      </p>
      <div className="crop-stage" {...pointer}>
        <PageThumbnail pdf={pdf} page={choice.index + 1} width={320} rotate={choice.rotate} />
        <div
          className="crop-box"
          style={{
            left: `${crop.left * 100}%`,
            top: `${crop.top * 100}%`,
            right: `${crop.right * 100}%`,
            bottom: `${crop.bottom * 100}%`,
          }}
        />
      </div>
      <div className="row" style={{ marginTop: 12, justifyContent: 'center' }}>
        {sides.map(([side, name]) => (
          <label key={side} className="row" style={{ gap: 4 }}>
            {name}
            <InputNumber
              aria-label={`${name}边裁去百分比`}
              min={0}
              max={90}
              precision={1}
              suffix="%"
              value={Math.round(crop[side] * 1000) / 10}
              onChange={(value) => setCrop({ ...crop, [side]: between((value ?? 0) / 100) })}
              style={{ width: 90 }}
            />
          </label>
        ))}
      </div>
      {!isFit(crop) && <p role="alert">裁剪后页面太小，请少裁一些。</p>}
    </Modal>
  )
}
