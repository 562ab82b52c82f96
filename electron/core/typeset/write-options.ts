/** How every PDF of ours is saved: compact, without waiting for the event loop between objects. */
export const writeOptions = {
  useObjectStreams: true,
  addDefaultPage: false,
  updateFieldAppearances: false,
  objectsPerTick: 5000,
} as const
